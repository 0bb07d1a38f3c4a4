package dev.sluice.delivery.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests to an API as API Gateway hands them over, each call with one token. */
public final class Calls {

    /** What came back. */
    public record Answer(int status, JsonNode body, JsonNode headers) {

        public String text(String pointer) {
            return body.at(pointer).asText();
        }
    }

    private final Api api;
    private final ObjectNode principal;
    private final Map<String, String> headers;

    private Calls(Api api, ObjectNode principal, Map<String, String> headers) {
        this.api = api;
        this.principal = principal;
        this.headers = headers;
    }

    public static Calls operator(Api api) {
        return new Calls(api, principal("operator", "", "*"), Map.of());
    }

    public static Calls tenant(Api api, String application) {
        return new Calls(api, principal("tenant", application, "*"), Map.of());
    }

    /** @param scopes separated by spaces */
    public static Calls portal(Api api, String application, String scopes) {
        return new Calls(api, principal("portal", application, scopes), Map.of());
    }

    public static Calls nobody(Api api) {
        return new Calls(api, Json.object(), Map.of());
    }

    /** The same token with one more header. */
    public Calls with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Calls(api, principal, more);
    }

    public Answer get(String url) {
        return call("GET", url, "");
    }

    public Answer delete(String url) {
        return call("DELETE", url, "");
    }

    /** @param body JSON, with single quotes for double ones */
    public Answer post(String url, String body) {
        return call("POST", url, body.replace('\'', '"'));
    }

    /** @param body JSON, with single quotes for double ones */
    public Answer put(String url, String body) {
        return call("PUT", url, body.replace('\'', '"'));
    }

    /** @param body JSON, with single quotes for double ones */
    public Answer patch(String url, String body) {
        return call("PATCH", url, body.replace('\'', '"'));
    }

    public Answer call(String method, String url, String body) {
        int query = url.indexOf('?');
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("rawPath", query < 0 ? url : url.substring(0, query))
                .put("rawQueryString", query < 0 ? "" : url.substring(query + 1))
                .put("body", body)
                .put("isBase64Encoded", false);
        headers.forEach(event.putObject("headers")::put);
        ObjectNode context = event.putObject("requestContext").put("requestId", "r-1");
        context.putObject("http").put("method", method);
        if (!principal.isEmpty()) {
            context.putObject("authorizer").set("lambda", principal);
        }
        JsonNode answer = api.answer(event, line -> {
            throw new AssertionError(line.toString());
        });
        return new Answer(
                answer.path("statusCode").asInt(), parsed(answer.path("body").asText()), answer.path("headers"));
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static ObjectNode principal(String kind, String application, String scopes) {
        return Json.object()
                .put("kind", kind)
                .put("token", kind + application)
                .put("tenant", application)
                .put("scopes", scopes);
    }
}
