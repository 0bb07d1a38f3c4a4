package dev.sluice.engine.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;

/**
 * Which event a record is about: a message that holds an event's envelope is about that event, anything else about itself.
 *
 * @param stableId the id that stays the same on all hops; empty if it is not known here
 */
public record Subject(String eventId, String stableId) {

    public static Subject of(Polled item) {
        JsonNode body = item.json().path("body");
        if (!body.isTextual() || !body.asText().startsWith("{")) {
            return new Subject(item.id(), "");
        }
        try {
            JsonNode event = Json.parse(body.asText());
            JsonNode id = event.path("id");
            return id.isTextual() && event.has("detail-type")
                    ? new Subject(
                            id.asText(),
                            event.path("detail").path("metadata").path("id").asText(""))
                    : new Subject(item.id(), "");
        } catch (JsonProcessingException e) {
            return new Subject(item.id(), "");
        }
    }
}
