package dev.sluice.engine.gateway.invoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.wire.protocol.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes an HTTP response of what a function returned: an object with a {@code statusCode} says all of it, anything else is the
 * body of a response with status 200.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response">Response format</a>
 */
public final class FunctionResponse {

    private static final String JSON = "application/json";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    /** What is about the connection, not the response. */
    private static final Set<String> HOPS = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private FunctionResponse() {}

    /** Empty if it cannot be one. */
    public static Optional<Answer> of(byte[] payload) {
        try {
            JsonNode returned = Json.parse(payload);
            if (returned.isObject() && returned.has("statusCode")) {
                return structured(returned);
            }
            String body = returned.isTextual() ? returned.asText() : new String(payload, StandardCharsets.UTF_8);
            return Optional.of(Answer.text(200, JSON, body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Answer> structured(JsonNode returned) {
        int status = returned.path("statusCode").asInt();
        Optional<byte[]> body = body(returned);
        if (status < 200 || status > 599 || body.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>();
        String type = PLAIN;
        for (Map.Entry<String, JsonNode> header : returned.path("headers").properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue().asText();
            if (header.getValue().isContainerNode() || !isHeader(name, value)) {
                return Optional.empty();
            }
            if (name.equals("content-type")) {
                type = value;
            } else if (name.equals("set-cookie")) {
                cookies.add(value);
            } else if (!HOPS.contains(name)) {
                headers.put(name, value);
            }
        }
        for (JsonNode cookie : returned.path("cookies")) {
            if (!isHeader("set-cookie", cookie.asText())) {
                return Optional.empty();
            }
            cookies.add(cookie.asText());
        }
        return Optional.of(
                WITHOUT_BODY.contains(status)
                        ? new Answer(status, "", headers, new byte[0], cookies)
                        : new Answer(status, type, headers, body.get(), cookies));
    }

    private static boolean isHeader(String name, String value) {
        return NAME.matcher(name).matches() && VALUE.matcher(value).matches();
    }

    private static Optional<byte[]> body(JsonNode returned) {
        JsonNode body = returned.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return Optional.of(new byte[0]);
        }
        if (!body.isTextual()) {
            return Optional.empty();
        }
        if (!returned.path("isBase64Encoded").asBoolean()) {
            return Optional.of(body.asText().getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(body.asText()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
