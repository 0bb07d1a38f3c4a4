package dev.sluice.delivery.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.delivery.api.input.Problem;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.json.Reading;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The event that API Gateway hands to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload
 *     format 2.0</a>
 */
record Event(JsonNode json) {

    String method() {
        return json.at("/requestContext/http/method").asText();
    }

    String url() {
        String query = json.path("rawQueryString").asText();
        return json.path("rawPath").asText() + (query.isEmpty() ? "" : "?" + query);
    }

    String requestId() {
        return json.at("/requestContext/requestId").asText();
    }

    /** The segments of the path, decoded; a slash at its end does not count. */
    List<String> path() {
        String path = json.path("rawPath").asText();
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            segments.add(decoded(segment.replace("+", "%2B")));
        }
        if (segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        json.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        return headers;
    }

    ObjectNode query() {
        ObjectNode query = Json.object();
        for (String pair : json.path("rawQueryString").asText().split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                add(query, name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static void add(ObjectNode query, String name, String value) {
        JsonNode before = query.get(name);
        if (before == null) {
            query.put(name, value);
        } else if (before instanceof ArrayNode values) {
            values.add(value);
        } else {
            query.putArray(name).add(before).add(value);
        }
    }

    Optional<Principal> principal() {
        return Principal.of(json.at("/requestContext/authorizer/lambda"));
    }

    String bodyText() {
        String body = json.path("body").asText("");
        if (!json.path("isBase64Encoded").asBoolean()) {
            return body;
        }
        try {
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("The body is not base64.");
        }
    }

    static JsonNode body(String text) {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    List.of(new Problem(List.of("body"), "is not JSON: " + Reading.words(e), Problem.UNREADABLE)));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("The URL has a % that two hexadecimal digits do not follow.");
        }
    }
}
