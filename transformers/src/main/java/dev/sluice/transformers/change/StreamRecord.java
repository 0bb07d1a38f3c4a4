package dev.sluice.transformers.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of a DynamoDB stream, as a pipe hands it to its enrichment.
 *
 * @param eventId names the record within its stream
 * @param change INSERT, MODIFY or REMOVE
 * @param streamArn the stream it came from
 * @param table the name of the stream's table
 * @param time when the row changed, to the second, as DynamoDB reports it
 * @param sequenceNumber its place in the stream
 * @param keys the row's keys, plain JSON
 * @param newImage the row after the change, plain JSON
 * @param oldImage the row before the change, plain JSON
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
record StreamRecord(
        String eventId,
        String change,
        String streamArn,
        String table,
        Instant time,
        String sequenceNumber,
        ObjectNode keys,
        Optional<ObjectNode> newImage,
        Optional<ObjectNode> oldImage) {

    private static final Pattern STREAM = Pattern.compile("arn:[^:]+:dynamodb:[^:]+:\\d{12}:table/([^/]+)/stream/.+");

    /** @throws RecordException if the record is not as DynamoDB writes it */
    static StreamRecord of(JsonNode record) {
        String eventId = record.path("eventID").asText("");
        if (eventId.isEmpty()) {
            throw new RecordException("without eventID", "eventID: must be a string");
        }
        try {
            return read(eventId, record);
        } catch (IllegalArgumentException e) {
            throw new RecordException(eventId, String.valueOf(e.getMessage()));
        }
    }

    private static StreamRecord read(String eventId, JsonNode record) {
        String arn = text(record, "eventSourceARN");
        Matcher stream = STREAM.matcher(arn);
        if (!stream.matches()) {
            throw new IllegalArgumentException("eventSourceARN: is not the stream of a table");
        }
        JsonNode dynamodb = record.path("dynamodb");
        return new StreamRecord(
                eventId,
                text(record, "eventName"),
                arn,
                stream.group(1),
                time(dynamodb.path("ApproximateCreationDateTime")),
                text(dynamodb, "SequenceNumber"),
                image(dynamodb, "Keys").orElseThrow(() -> new IllegalArgumentException("Keys: are missing")),
                image(dynamodb, "NewImage"),
                image(dynamodb, "OldImage"));
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(member + ": must be a string");
        }
        return value.asText();
    }

    private static Instant time(JsonNode seconds) {
        if (!seconds.isNumber() || seconds.decimalValue().abs().compareTo(BigDecimal.valueOf(1L << 40)) > 0) {
            throw new IllegalArgumentException("ApproximateCreationDateTime: must be seconds since 1970");
        }
        BigDecimal exact = seconds.decimalValue();
        return Instant.ofEpochMilli(exact.movePointRight(3).longValue());
    }

    private static Optional<ObjectNode> image(JsonNode dynamodb, String member) {
        JsonNode image = dynamodb.get(member);
        if (image == null || image.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Attributes.object(image));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member + e.getMessage(), e);
        }
    }
}
