package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.pipes.template.View;
import dev.sluice.engine.request.Json;

/**
 * One event bound for the target.
 *
 * @param id names the source's record it came from; empty if the enrichment did not keep that
 * @param event as it was before the input template
 * @param payload what the target gets
 */
public record Element(String id, View event, JsonNode payload) {

    /** The payload where a target takes texts: JSON as it is, a text without its quotes. */
    String text() {
        return payload.isTextual() ? payload.asText() : Json.text(payload);
    }
}
