package dev.sluice.engine.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.StandIn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A queue of a test's own making: what is received is gone until it is put back. Thread-safe. */
final class Queue {

    static final String ARN = "arn:aws:sqs:us-east-1:000000000000:admission";

    private final Deque<ObjectNode> messages = new ArrayDeque<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<JsonNode> receives = new ArrayList<>();
    private int numbers;

    /** Answers the operations of SQS with this queue. */
    Queue in(StandIn sqs) {
        sqs.on("ReceiveMessage", this::receive);
        sqs.on("DeleteMessageBatch", this::delete);
        sqs.on(
                "GetQueueAttributes",
                input -> Json.object().set("Attributes", Json.object().put("VisibilityTimeout", "30")));
        return this;
    }

    synchronized void add(String body) {
        String id = "m" + numbers++;
        ObjectNode message = Json.object()
                .put("MessageId", id)
                .put("ReceiptHandle", "r-" + id)
                .put("Body", body);
        message.putObject("Attributes").put("SentTimestamp", "1").put("ApproximateReceiveCount", "1");
        messages.add(message);
    }

    synchronized JsonNode receive(ObjectNode input) {
        receives.add(input);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Messages");
        while (!messages.isEmpty()
                && list.size() < input.path("MaxNumberOfMessages").asInt()) {
            list.add(messages.remove());
        }
        return answer;
    }

    private synchronized JsonNode delete(ObjectNode input) {
        input.path("Entries")
                .forEach(entry ->
                        deleted.add(entry.path("ReceiptHandle").asText().substring(2)));
        return Json.object();
    }

    /** How many messages have not been received yet. */
    synchronized int waiting() {
        return messages.size();
    }

    synchronized List<String> deleted() {
        return List.copyOf(deleted);
    }

    synchronized List<JsonNode> receives() {
        return List.copyOf(receives);
    }
}
