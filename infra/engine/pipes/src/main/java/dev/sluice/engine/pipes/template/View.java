package dev.sluice.engine.pipes.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.poll.filter.BodyPattern;

/**
 * An event as templates and paths see it.
 *
 * @param original as it came
 * @param parsed with the JSON that is in a message's body, once encoded, as JSON
 */
public record View(JsonNode original, JsonNode parsed) {

    /** Of a source's own record: its body is looked into. */
    public static View ofRecord(ObjectNode record) {
        return new View(record, BodyPattern.withParsedBody(record).orElse(record));
    }

    /** Of what an enrichment answered. */
    public static View ofEvent(JsonNode event) {
        return new View(event, event);
    }
}
