package dev.sluice.tests.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Main;
import dev.sluice.cli.demo.Receiver;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.EndpointFunction;
import dev.sluice.cli.local.Principals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** What a user does with a running engine, by AWS clients and by the command line. */
final class Shell {

    static final String TENANT = "blue";
    static final String PARTNER = "210987654321";

    private final Path data;
    private final Principals principals;

    Shell(Path data) {
        this.data = data;
        this.principals = Principals.of(data);
    }

    Principals principals() {
        return principals;
    }

    /** Registers an endpoint and gives the receiver its secret. */
    String register(Receiver receiver) throws IOException {
        JsonNode created = new EndpointFunction(Deployment.of(principals.owner(), Deployment.STACK))
                .call(new ObjectMapper()
                        .createObjectNode()
                        .put("operation", "CreateEndpoint")
                        .put("tenant", TENANT)
                        .put("url", receiver.url()));
        receiver.secret(created.path("secret").asText());
        return created.path("endpointId").asText();
    }

    void placeOrders(int from, int to) {
        try (DynamoDbClient rows = principals.owner().dynamoDb()) {
            for (int i = from; i < to; i++) {
                Map<String, AttributeValue> order = Map.of(
                        "orderId", AttributeValue.fromS("o-" + i),
                        "tenant", AttributeValue.fromS(TENANT),
                        "status", AttributeValue.fromS("PLACED"));
                rows.putItem(put -> put.tableName("orders").item(order));
            }
        }
    }

    void requestJob(String requestId, String referenceId) {
        try (DynamoDbClient rows = principals.owner().dynamoDb()) {
            rows.putItem(put -> put.tableName("processing")
                    .item(Map.of(
                            "requestId", AttributeValue.fromS(requestId),
                            "tenant", AttributeValue.fromS(TENANT),
                            "referenceId", AttributeValue.fromS(referenceId),
                            "status", AttributeValue.fromS("REQUESTED"),
                            "text", AttributeValue.fromS("three short words"))));
        }
    }

    PutEventsResponse publish(String account, String source, String type, String detail) {
        try (EventBridgeClient events = principals.account(account).eventBridge()) {
            return events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                    .eventBusName(principals.ingressBus())
                    .source(source)
                    .detailType(type)
                    .detail(detail)
                    .build()));
        }
    }

    /** What `sluice explain` prints. */
    String explain(String eventId) {
        return run("explain", "--data", data.toString(), eventId);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        Main.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
        return out.toString();
    }
}
