package dev.sluice.tests.contracts.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.authorizers.TokenHandler;
import dev.sluice.delivery.ApiHandler;
import dev.sluice.rules.json.Json;
import dev.sluice.tests.contracts.delivery.EngineStack;
import dev.sluice.tests.contracts.delivery.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The API's functions, over an engine's tables: authorizer and API, as API Gateway puts them together. */
public final class ApiStack implements AutoCloseable {

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        public String text(String pointer) {
            return body.at(pointer).asText();
        }
    }

    private final EngineStack stack;
    private final Map<String, String> environment;
    private final RequestStreamHandler api;
    private final RequestStreamHandler authorizer;

    public ApiStack(Path data) {
        stack = new EngineStack(data);
        environment = new HashMap<>(stack.environment());
        environment.put("DELIVERY_QUEUE_URL", stack.queue("delivery"));
        environment.put("INGRESS_BUS", "default");
        api = new ApiHandler(environment);
        authorizer = new TokenHandler(environment);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A request with this token; none if it is empty. */
    public Answer call(String token, String method, String url, Map<String, String> headers, String body) {
        int query = url.indexOf('?');
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("type", "REQUEST")
                .put("rawPath", query < 0 ? url : url.substring(0, query))
                .put("rawQueryString", query < 0 ? "" : url.substring(query + 1));
        ObjectNode sent = event.putObject("headers");
        headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
        if (!token.isEmpty()) {
            sent.put("authorization", "Bearer " + token);
        }
        ObjectNode context = event.putObject("requestContext").put("requestId", "r-1");
        context.putObject("http").put("method", method);
        context.putObject("authorizer").set("lambda", invoke(authorizer, event).path("context"));
        event.put("body", body).put("isBase64Encoded", false);
        return answer(invoke(api, event));
    }

    public Answer call(String token, String method, String url, String body) {
        return call(token, method, url, Map.of(), body.replace('\'', '"'));
    }

    /** A token of this kind, as the command line makes one: whoever may invoke the function is an operator. */
    public String token(String kind, String tenant) {
        ObjectNode event = Json.object().put("rawPath", "/api/v1/token");
        ObjectNode context = event.putObject("requestContext");
        context.putObject("http").put("method", "POST");
        context.putObject("authorizer")
                .putObject("lambda")
                .put("kind", "operator")
                .put("token", "cli")
                .put("scopes", "*");
        ObjectNode body = Json.object().put("kind", kind);
        if (!tenant.isEmpty()) {
            body.put("tenant", tenant);
        }
        event.put("body", body.toString());
        return answer(invoke(api, event)).text("/token");
    }

    private static Answer answer(JsonNode payload) {
        try {
            return new Answer(
                    payload.path("statusCode").asInt(),
                    Json.parse(payload.path("body").asText()));
        } catch (IOException e) {
            throw new AssertionError(payload.toString(), e);
        }
    }

    private static JsonNode invoke(RequestStreamHandler handler, JsonNode event) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.handleRequest(
                    new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
                    out,
                    new TestContext());
            return Json.parse(out.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
