package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SQS in a folder, with operations as JSON in which single quotes stand for double ones. */
final class Sqs implements AutoCloseable {

    static final String QUEUE = "http://127.0.0.1/000000000000/";

    final ManualTime time;
    final Kernel kernel;
    final SqsService service;
    Caller caller = Caller.root("000000000000");

    Sqs(Path folder, ManualTime time) {
        this(folder, time, Limits.IN_FLIGHT);
    }

    Sqs(Path folder, ManualTime time, int mostInFlight) {
        this.time = time;
        this.kernel = TestKernel.open(folder, time);
        this.service = new SqsService(kernel, () -> URI.create("http://127.0.0.1"), mostInFlight);
        kernel.aws().register(service);
        service.start();
    }

    static Sqs open(Path folder) {
        return new Sqs(folder, new ManualTime());
    }

    JsonNode call(String operation, String input) {
        return call(operation, json(input));
    }

    /** As a client in a process of its own calls. */
    JsonNode call(String operation, ObjectNode input) {
        Request request = new Request(caller, input, new byte[0], Map.of("x-amz-target", "AmazonSQS." + operation));
        return ((Response.Json) kernel.aws().invoke("sqs", operation, request)).body();
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.parseTrusted(text.replace('\'', '"'));
    }

    String create(String name) {
        return create(name, "");
    }

    /** @param attributes inner part of an object */
    String create(String name, String attributes) {
        return call("CreateQueue", "{'QueueName':'" + name + "','Attributes':{" + attributes + "}}")
                .path("QueueUrl")
                .asText();
    }

    static ObjectNode on(String queue) {
        return Json.object().put("QueueUrl", QUEUE + queue);
    }

    JsonNode send(String queue, String body) {
        return call("SendMessage", on(queue).put("MessageBody", body));
    }

    JsonNode sendTo(String queue, String group, String body) {
        return call(
                "SendMessage",
                on(queue).put("MessageBody", body).put("MessageGroupId", group).put("MessageDeduplicationId", body));
    }

    List<JsonNode> receive(String queue, int most) {
        return receive(on(queue).put("MaxNumberOfMessages", most));
    }

    List<JsonNode> receive(ObjectNode input) {
        input.set("MessageSystemAttributeNames", Json.array().add("All"));
        List<JsonNode> messages = new ArrayList<>();
        call("ReceiveMessage", input).path("Messages").forEach(messages::add);
        return messages;
    }

    List<String> bodies(String queue, int most) {
        return receive(queue, most).stream()
                .map(message -> message.path("Body").asText())
                .toList();
    }

    void delete(String queue, JsonNode message) {
        call(
                "DeleteMessage",
                on(queue).put("ReceiptHandle", message.path("ReceiptHandle").asText()));
    }

    JsonNode attributes(String queue) {
        ObjectNode input = on(queue);
        input.putArray("AttributeNames").add("All");
        return call("GetQueueAttributes", input).path("Attributes");
    }

    /** Visible, in flight and delayed messages, such as {@code 1/0/0}. */
    String counts(String queue) {
        JsonNode all = attributes(queue);
        return all.path("ApproximateNumberOfMessages").asText() + "/"
                + all.path("ApproximateNumberOfMessagesNotVisible").asText() + "/"
                + all.path("ApproximateNumberOfMessagesDelayed").asText();
    }

    /** The error that a call ends in: its code, a space and its message. */
    String error(String operation, String input) {
        return error(operation, json(input));
    }

    String error(String operation, ObjectNode input) {
        AwsException failure = catchThrowableOfType(AwsException.class, () -> call(operation, input));
        assertThat(failure).as("a failure").isNotNull();
        return failure.code() + " " + failure.message();
    }

    @Override
    public void close() {
        service.close();
        kernel.store().close();
    }
}
