package dev.sluice.rules.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;

/**
 * An event bound for a bus, as a pipe's enrichment returns it to the pipe's target.
 *
 * @param source who published it
 * @param detailType the event type as published, with {@code .v2} and so on for later major versions
 * @param time when it happened, ISO 8601 in UTC
 * @param metadata what Sluice knows
 * @param data what the publisher sent, untouched
 */
public record DomainEvent(String source, String detailType, String time, Metadata metadata, ObjectNode data) {

    public ObjectNode json() {
        ObjectNode node = Json.object()
                .put("source", source)
                .put("detailType", detailType)
                .put("time", time);
        ObjectNode detail = node.putObject("detail");
        detail.set("metadata", metadata.json());
        detail.set("data", data);
        return node;
    }
}
