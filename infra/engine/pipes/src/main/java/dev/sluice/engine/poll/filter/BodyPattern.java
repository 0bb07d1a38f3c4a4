package dev.sluice.engine.poll.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.Optional;

/**
 * What a filter asks of a message's body. A filter for JSON drops plain texts and one for plain texts drops JSON; a filter that
 * leaves the body alone does not look at it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html">Filtering in Pipes</a>
 */
public enum BodyPattern {
    NONE,
    TEXT,
    JSON;

    private static final String BODY = "body";

    static BodyPattern of(String pattern) {
        try {
            return of(Json.parse(pattern));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the pattern was compiled before", e);
        }
    }

    private static BodyPattern of(JsonNode pattern) {
        JsonNode body = pattern.path(BODY);
        if (!body.isMissingNode()) {
            return body.isObject() ? JSON : TEXT;
        }
        for (JsonNode alternative : pattern.path("$or")) {
            BodyPattern found = of(alternative);
            if (found != NONE) {
                return found;
            }
        }
        return NONE;
    }

    boolean suits(ObjectNode record, boolean json) {
        return this == NONE || !record.path(BODY).isTextual() || (this == JSON) == json;
    }

    /** The record with its body as JSON, if it is a text that holds a JSON object or array. */
    public static Optional<ObjectNode> withParsedBody(ObjectNode record) {
        JsonNode body = record.path(BODY);
        if (!body.isTextual()) {
            return Optional.empty();
        }
        String text = body.asText().strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            ObjectNode parsed = Json.object();
            parsed.setAll(record);
            parsed.set(BODY, Json.parse(text));
            return Optional.of(parsed);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
