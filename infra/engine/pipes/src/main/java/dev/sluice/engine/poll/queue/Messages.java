package dev.sluice.engine.poll.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Turns the answers of ReceiveMessage into the records that functions get.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Event format</a>
 */
final class Messages {

    private Messages() {}

    static Polled polled(JsonNode message, String queueArn, String region) {
        ObjectNode record = Json.object();
        record.set("messageId", message.path("MessageId"));
        record.set("receiptHandle", message.path("ReceiptHandle"));
        record.set("body", message.path("Body"));
        record.set("attributes", message.path("Attributes").isObject() ? message.path("Attributes") : Json.object());
        ObjectNode attributes = record.putObject("messageAttributes");
        for (Map.Entry<String, JsonNode> attribute :
                message.path("MessageAttributes").properties()) {
            attributes.set(attribute.getKey(), attribute(attribute.getValue()));
        }
        record.set("md5OfBody", message.path("MD5OfBody"));
        // Null without attributes, as recorded on AWS.
        record.set("md5OfMessageAttributes", message.get("MD5OfMessageAttributes"));
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", queueArn);
        record.put("awsRegion", region);
        JsonNode system = record.path("attributes");
        return new Polled(
                record.path("messageId").asText(),
                record.path("receiptHandle").asText(),
                system.path("MessageGroupId").asText(""),
                Instant.ofEpochMilli(system.path("SentTimestamp").asLong()),
                record,
                Json.text(record).getBytes(StandardCharsets.UTF_8).length + Polled.AROUND);
    }

    private static ObjectNode attribute(JsonNode given) {
        ObjectNode attribute = Json.object();
        if (given.has("StringValue")) {
            attribute.set("stringValue", given.get("StringValue"));
        }
        if (given.has("BinaryValue")) {
            attribute.set("binaryValue", given.get("BinaryValue"));
        }
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        attribute.set("dataType", given.path("DataType"));
        return attribute;
    }
}
