package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which pages of other origins may call an API.
 *
 * @param maxAge for how many seconds a browser may remember it
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS for HTTP APIs</a>
 */
public record Cors(
        boolean credentials,
        List<String> headers,
        List<String> methods,
        List<String> origins,
        List<String> exposed,
        OptionalInt maxAge) {

    private static final String ANY = "*";
    private static final int LONGEST_AGE = 86_400;

    static Cors of(JsonNode body) {
        Cors cors = new Cors(
                body.path("allowCredentials").asBoolean(),
                Invalid.texts(body.path("allowHeaders")),
                Invalid.texts(body.path("allowMethods")),
                Invalid.texts(body.path("allowOrigins")),
                Invalid.texts(body.path("exposeHeaders")),
                body.hasNonNull("maxAge")
                        ? OptionalInt.of(Invalid.number(body, "maxAge", 0, -1, LONGEST_AGE))
                        : OptionalInt.empty());
        if (cors.credentials()
                && (cors.origins().contains(ANY)
                        || cors.methods().contains(ANY)
                        || cors.headers().contains(ANY)
                        || cors.exposed().contains(ANY))) {
            throw Invalid.of("corsConfiguration must not contain * when allowCredentials is true.");
        }
        return cors;
    }

    /** What every response to a page of {@code origin} has; empty if it may not call. */
    public Map<String, String> response(String origin) {
        Map<String, String> all = new LinkedHashMap<>();
        if (origin.isEmpty() || !allows(origin)) {
            return all;
        }
        all.put("access-control-allow-origin", origins.contains(ANY) ? ANY : origin);
        if (!origins.contains(ANY)) {
            all.put("vary", "Origin");
        }
        if (credentials) {
            all.put("access-control-allow-credentials", "true");
        }
        if (!exposed.isEmpty()) {
            all.put("access-control-expose-headers", String.join(",", exposed));
        }
        return all;
    }

    /** What the answer to a browser that asks before it calls has. */
    public Map<String, String> preflight(String origin) {
        Map<String, String> all = response(origin);
        if (!all.isEmpty()) {
            put(all, "access-control-allow-methods", methods);
            put(all, "access-control-allow-headers", headers);
            maxAge.ifPresent(seconds -> all.put("access-control-max-age", Integer.toString(seconds)));
        }
        return all;
    }

    private static void put(Map<String, String> all, String header, List<String> values) {
        if (!values.isEmpty()) {
            all.put(header, String.join(",", values));
        }
    }

    /** {@code https://*} stands for every origin of that scheme. */
    private boolean allows(String origin) {
        return origins.stream()
                .anyMatch(allowed -> allowed.equals(ANY)
                        || allowed.equalsIgnoreCase(origin)
                        || (allowed.endsWith("://*")
                                && origin.regionMatches(true, 0, allowed, 0, allowed.length() - 1)));
    }
}
