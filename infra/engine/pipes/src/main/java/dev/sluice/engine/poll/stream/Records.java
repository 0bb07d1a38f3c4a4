package dev.sluice.engine.poll.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Turns the answers of GetRecords into the records that functions get.
 *
 * @param idIsEventId whether a failed record is named by its {@code eventID}, as in Pipes, or by its sequence number, as in
 *     event source mappings
 */
public record Records(String streamArn, boolean idIsEventId) {

    Polled polled(ObjectNode record) {
        JsonNode change = record.path("dynamodb");
        String number = change.path("SequenceNumber").asText();
        JsonNode identity = record.path("userIdentity");
        if (identity.isObject()) {
            record.putObject("userIdentity")
                    .put("principalId", identity.path("PrincipalId").asText())
                    .put("type", identity.path("Type").asText());
        }
        record.put("eventSourceARN", streamArn);
        if (!idIsEventId) {
            // Functions were recorded to get a number with a fraction, such as 1.73106732E9.
            ((ObjectNode) change)
                    .put(
                            "ApproximateCreationDateTime",
                            change.path("ApproximateCreationDateTime").asDouble());
        }
        return new Polled(
                idIsEventId ? record.path("eventID").asText() : number,
                number,
                Json.text(change.path("Keys")),
                Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong()),
                record,
                Json.text(record).getBytes(StandardCharsets.UTF_8).length + Polled.AROUND);
    }
}
