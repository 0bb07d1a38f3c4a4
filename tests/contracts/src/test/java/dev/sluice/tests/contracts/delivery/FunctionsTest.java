package dev.sluice.tests.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.delivery.DispatcherHandler;
import dev.sluice.delivery.EndpointsHandler;
import dev.sluice.delivery.SenderHandler;
import dev.sluice.delivery.dispatch.Events;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** The three functions on the engine's tables and queues, from a registration to a verified webhook. */
class FunctionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> verified = new CopyOnWriteArrayList<>();
    private EngineStack stack;
    private HttpServer receiver;
    private volatile Webhook webhook;
    private volatile int status = 204;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        stack = new EngineStack(data);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                webhook.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
                verified.add(body);
                exchange.sendResponseHeaders(status, -1);
            } catch (com.standardwebhooks.exceptions.WebhookVerificationException e) {
                exchange.sendResponseHeaders(401, -1);
            }
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        stack.close();
    }

    @Test
    void anEventReachesTheReceiverAndAFailureTheRetryQueue() throws Exception {
        Map<String, String> environment = stack.environment();
        environment.put("DELIVERY_QUEUE_URL", stack.queue("delivery"));
        environment.put("RETRY_QUEUE_URL", stack.queue("retry"));
        environment.put("DEAD_LETTER_QUEUE_URL", stack.queue("dead"));
        environment.put("RETRY_SCHEDULE", "PT0S");
        RequestStreamHandler dispatcher = new DispatcherHandler(environment);
        RequestStreamHandler sender = new SenderHandler(environment);
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
        JsonNode created = call(
                new EndpointsHandler(environment),
                JSON.createObjectNode()
                        .put("operation", "CreateEndpoint")
                        .put("tenant", "blue")
                        .put("url", url));
        webhook = new Webhook(created.path("secret").asText());

        String events = stack.queue("events");
        stack.sqs().sendMessage(send -> send.queueUrl(events).messageBody(Events.order("e-1", "blue", "{\"n\":1.50}")));
        assertThat(call(dispatcher, batch(events)).path("batchItemFailures")).isEmpty();
        assertThat(call(sender, batch(environment.get("DELIVERY_QUEUE_URL"))).path("batchItemFailures"))
                .isEmpty();
        assertThat(verified).hasSize(1);
        assertThat(verified.get(0)).contains("\"data\":{\"n\":1.50}");
        assertThat(status("e-1", created, "001")).isEqualTo("delivered");

        status = 500;
        stack.sqs().sendMessage(send -> send.queueUrl(events).messageBody(Events.order("e-2", "blue", "{}")));
        call(dispatcher, batch(events));
        call(sender, batch(environment.get("DELIVERY_QUEUE_URL")));
        // An endpoint whose first answer was slow gets even its first attempts by the retry queue.
        for (int i = 0; i < 3 && status("e-2", created, "002").isEmpty(); i++) {
            call(sender, batch(environment.get("RETRY_QUEUE_URL")));
        }
        assertThat(status("e-2", created, "001")).isEqualTo("retrying");
        assertThat(status("e-2", created, "002")).isEqualTo("dead-lettered");
        JsonNode dead =
                batch(environment.get("DEAD_LETTER_QUEUE_URL")).path("Records").path(0);
        assertThat(dead.path("messageAttributes")
                        .path("reason")
                        .path("stringValue")
                        .asText())
                .isEqualTo("ATTEMPTS_EXHAUSTED");
    }

    private String status(String event, JsonNode endpoint, String number) {
        return stack.dynamoDb()
                .getItem(get -> get.tableName("journal")
                        .key(Map.of(
                                "id",
                                AttributeValue.fromS(event),
                                "entry",
                                AttributeValue.fromS("2#attempt#"
                                        + endpoint.path("endpointId").asText() + "#" + number))))
                .item()
                .getOrDefault("status", AttributeValue.fromS(""))
                .s();
    }

    /** Messages of a queue as an event source mapping hands them over. */
    private ObjectNode batch(String url) {
        ObjectNode input = JSON.createObjectNode();
        ArrayNode records = input.putArray("Records");
        for (Message message : stack.sqs()
                .receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(5)
                        .messageAttributeNames("All"))
                .messages()) {
            ObjectNode attributes = records.addObject()
                    .put("messageId", message.messageId())
                    .put("body", message.body())
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:queue")
                    .putObject("messageAttributes");
            message.messageAttributes()
                    .forEach((name, value) -> attributes.putObject(name).put("stringValue", value.stringValue()));
            stack.sqs().deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
        assertThat(records).isNotEmpty();
        return input;
    }

    private static JsonNode call(RequestStreamHandler handler, JsonNode input) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.UTF_8)), output, new TestContext());
        JsonNode answer = JSON.readTree(output.toByteArray());
        assertThat(answer.path("error").isMissingNode()).as(answer.toString()).isTrue();
        return answer;
    }
}
