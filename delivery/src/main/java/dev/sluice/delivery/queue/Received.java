package dev.sluice.delivery.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as the event source mapping of a queue hands it to a function.
 *
 * @param id names it in the answer
 * @param queue the name of the queue it came from
 * @param receives how many times it was received, this time included
 * @param attributes the string attributes of the message
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with SQS</a>
 */
public record Received(String id, String queue, int receives, Map<String, String> attributes, String body) {

    /** @throws IllegalArgumentException if the input is no batch of messages */
    public static List<Received> batch(JsonNode input) {
        JsonNode records = input.path("Records");
        if (!records.isArray()) {
            throw new IllegalArgumentException("Records: must be an array of SQS messages");
        }
        List<Received> batch = new ArrayList<>(records.size());
        records.forEach(record -> batch.add(of(record)));
        return batch;
    }

    /** The answer that brings only these messages again. */
    public static ObjectNode failures(Collection<String> ids) {
        ObjectNode answer = Json.object();
        var failures = answer.putArray("batchItemFailures");
        ids.forEach(id -> failures.addObject().put("itemIdentifier", id));
        return answer;
    }

    private static Received of(JsonNode record) {
        Map<String, String> attributes = new LinkedHashMap<>();
        record.path("messageAttributes")
                .properties()
                .forEach(attribute -> attributes.put(
                        attribute.getKey(),
                        attribute.getValue().path("stringValue").asText()));
        String arn = record.path("eventSourceARN").asText();
        return new Received(
                record.path("messageId").asText(),
                arn.substring(arn.lastIndexOf(':') + 1),
                record.path("attributes").path("ApproximateReceiveCount").asInt(1),
                attributes,
                record.path("body").asText());
    }
}
