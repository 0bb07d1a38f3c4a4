package dev.sluice.engine.destinations.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts path and query values into an endpoint's URL, so that no value can change where the call goes. */
public final class Address {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";

    private Address() {}

    /**
     * The URL to call.
     *
     * @param endpoint the destination's InvocationEndpoint
     * @param pathValues replace the {@code *} of its path from left to right; those left over are ignored, and so are
     *     {@code *} left over
     * @param query added to the endpoint's own query; a key that the endpoint has already is replaced
     * @throws InvalidCallException if a path value would climb out of its segment, or the URL is none
     */
    public static URI of(String endpoint, List<String> pathValues, Map<String, String> query)
            throws InvalidCallException {
        int question = endpoint.indexOf('?');
        String base = question < 0 ? endpoint : endpoint.substring(0, question);
        String own = question < 0 ? "" : endpoint.substring(question + 1);
        String url =
                path(base, pathValues) + (query.isEmpty() ? own.isEmpty() ? "" : "?" + own : "?" + merged(own, query));
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new InvalidCallException("The endpoint with its parameters is not a URL.");
        }
    }

    private static String path(String base, List<String> values) throws InvalidCallException {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (String value : values) {
            int star = base.indexOf('*', from);
            if (star < 0) {
                break;
            }
            if (value.equals(".") || value.equals("..")) {
                throw new InvalidCallException("A path parameter must not be a dot segment.");
            }
            out.append(base, from, star).append(encode(value));
            from = star + 1;
        }
        return out.append(base, from, base.length()).toString();
    }

    private static String merged(String own, Map<String, String> query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : own.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                all.put(equals < 0 ? pair : pair.substring(0, equals), pair);
            }
        }
        query.forEach((key, value) -> all.put(encode(key), encode(key) + "=" + encode(value)));
        return String.join("&", all.values());
    }

    /** Percent-encodes everything but RFC 3986's unreserved characters, as UTF-8. */
    public static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }
}
