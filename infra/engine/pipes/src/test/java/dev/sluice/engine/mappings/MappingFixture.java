package dev.sluice.engine.mappings;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.DynamoDb;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.SqsService;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.StandIn;
import dev.sluice.engine.testing.TestKernel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Mappings over the engine's own queues and streams, with a stand-in for the functions. */
abstract class MappingFixture {

    static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:sender";
    static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:work";

    @TempDir
    Path folder;

    final ManualTime time = new ManualTime();
    final List<JsonNode> batches = Collections.synchronizedList(new ArrayList<>());
    Kernel kernel;
    EventSourceMappings mappings;
    StandIn lambda;
    SqsService sqs;
    DynamoDb tables;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, time);
        mappings = new EventSourceMappings(kernel, new Workers());
        lambda = new StandIn("lambda");
        lambda.on(
                "GetFunctionConfiguration",
                input -> Json.object()
                        .put("FunctionArn", FUNCTION)
                        .put("Timeout", 3)
                        .put("Role", "arn:aws:iam::000000000000:role/sender"));
        mappings.operations().forEach((name, operation) -> lambda.raw(name, operation::call));
        function(records -> Json.object());
        sqs = new SqsService(kernel, () -> URI.create("http://127.0.0.1:1"));
        tables = new DynamoDb(kernel);
        List.of(lambda, sqs, tables, tables.streams()).forEach(kernel.aws()::register);
        sqs.start();
        tables.start();
        mappings.start();
    }

    @AfterEach
    void close() {
        mappings.close();
        tables.close();
        sqs.close();
        kernel.store().close();
    }

    void function(Function<JsonNode, JsonNode> body) {
        lambda.raw("Invoke", request -> answer(request, body));
    }

    Response.Raw answer(Request request, Function<JsonNode, JsonNode> body) {
        JsonNode records = Json.parseTrusted(new String(request.payload(), StandardCharsets.UTF_8))
                .path("Records");
        batches.add(records);
        return new Response.Raw(200, Map.of(), Json.text(body.apply(records)).getBytes(StandardCharsets.UTF_8));
    }

    List<String> delivered() {
        List<String> keys = new ArrayList<>();
        List.copyOf(batches)
                .forEach(records -> records.forEach(
                        record -> keys.add(record.at("/dynamodb/Keys/id/S").asText())));
        return keys;
    }

    String stream() {
        call("dynamodb", "CreateTable", """
                {"TableName":"orders","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                 "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST",
                 "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}""");
        return call("dynamodb", "DescribeTable", "{\"TableName\":\"orders\"}")
                .at("/Table/LatestStreamArn")
                .asText();
    }

    void queue(String name, String attributes) {
        call("sqs", "CreateQueue", "{\"QueueName\":\"%s\",\"Attributes\":%s}".formatted(name, attributes));
    }

    String url(String name) {
        return call("sqs", "GetQueueUrl", "{\"QueueName\":\"%s\"}".formatted(name))
                .path("QueueUrl")
                .asText();
    }

    void send(String queue, String body) {
        call(
                "sqs",
                "SendMessage",
                Json.text(Json.object().put("QueueUrl", url(queue)).put("MessageBody", body)));
    }

    /** Messages of a queue, visible or under way. */
    int left(String name) {
        JsonNode attributes = call(
                        "sqs",
                        "GetQueueAttributes",
                        "{\"QueueUrl\":\"%s\",\"AttributeNames\":[\"All\"]}".formatted(url(name)))
                .path("Attributes");
        return attributes.path("ApproximateNumberOfMessages").asInt()
                + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
    }

    JsonNode create(String input) {
        return call("lambda", "CreateEventSourceMapping", input);
    }

    String refusal(String input) {
        try {
            create(input);
            return "none";
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    String state(String uuid) {
        return call("lambda", "GetEventSourceMapping", "{\"UUID\":\"%s\"}".formatted(uuid))
                .path("State")
                .asText();
    }

    JsonNode call(String service, String operation, String input) {
        return kernel.aws()
                .call(Caller.root("000000000000"), service, operation, (ObjectNode) Json.parseTrusted(input));
    }

    void advanceUntil(Duration step, Callable<Boolean> done) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(step);
            return done.call();
        });
    }
}
