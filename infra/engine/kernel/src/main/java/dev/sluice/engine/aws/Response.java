package dev.sluice.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** What an operation answers. */
public sealed interface Response {

    /** A modelled output. */
    record Json(JsonNode body) implements Response {}

    /** A blob payload with its own status and headers (Lambda Invoke). */
    record Raw(int status, Map<String, String> headers, byte[] body) implements Response {}

    static Response of(JsonNode body) {
        return new Json(body);
    }

    /** The empty output. */
    static Response empty() {
        return new Json(JsonNodeFactory.instance.objectNode());
    }
}
