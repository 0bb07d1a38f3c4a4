package dev.sluice.rules.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * A change to a row that could not be transformed into an event. It goes to admission control in place of one and is rejected
 * together with its content: a pipe's enrichment cannot report single records, and failing the call would hold up the others.
 *
 * @param id as stable as an event's
 * @param time when the row changed, ISO 8601 in UTC
 * @param reason why it could not
 * @param record what the stream said
 */
public record FailedChange(String id, String time, String reason, JsonNode record) {

    /** Stands for no source of any catalog. */
    public static final String SOURCE = "sluice.transformer";

    public static final String TYPE = "change.failed";

    /** An event has 256 KiB in all. */
    private static final int RECORD_BYTES = 200_000;

    private static final int SHOWN = 1_000;

    /** What an enrichment answers. */
    public ObjectNode json() {
        ObjectNode node =
                Json.object().put("source", SOURCE).put("detailType", TYPE).put("time", time);
        ObjectNode detail = node.putObject("detail");
        detail.putObject("metadata").put("id", id);
        detail.put("failure", Identifier.shown(reason, SHOWN));
        String text = Json.text(record);
        if (text.getBytes(StandardCharsets.UTF_8).length <= RECORD_BYTES) {
            detail.set("record", record);
        } else {
            detail.put("record", Identifier.shown(text, SHOWN));
        }
        return node;
    }
}
