package dev.sluice.engine.events.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.destinations.http.Headers;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What an API destination is called with.
 *
 * @param path values for the endpoint's wildcards, left to right
 */
public record HttpCall(String body, List<String> path, Map<String, String> headers, Map<String, String> query) {

    /** @param parameters a target's HttpParameters with all values resolved */
    public static HttpCall of(String body, JsonNode parameters) {
        List<String> path = new ArrayList<>();
        parameters.path("PathParameterValues").forEach(value -> path.add(value.asText()));
        return new HttpCall(
                body,
                path,
                texts(parameters.path("HeaderParameters")),
                texts(parameters.path("QueryStringParameters")));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** HttpParameters with each value that is a path replaced by what it finds in the event. */
    public static ObjectNode resolve(JsonNode parameters, Dynamic dynamic) {
        ObjectNode resolved = Json.object();
        var path = resolved.putArray("PathParameterValues");
        parameters.path("PathParameterValues").forEach(value -> path.add(dynamic.text(value.asText())));
        copy(parameters, "HeaderParameters", value -> Headers.carried(dynamic.text(value)), resolved);
        copy(parameters, "QueryStringParameters", dynamic::text, resolved);
        return resolved;
    }

    private static void copy(JsonNode parameters, String member, UnaryOperator<String> value, ObjectNode resolved) {
        ObjectNode values = resolved.putObject(member);
        parameters
                .path(member)
                .properties()
                .forEach(entry ->
                        values.put(entry.getKey(), value.apply(entry.getValue().asText())));
    }
}
