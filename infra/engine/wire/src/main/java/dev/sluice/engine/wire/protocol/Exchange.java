package dev.sluice.engine.wire.protocol;

import java.util.Map;

/**
 * One HTTP request as the protocols see it.
 *
 * @param method the HTTP method
 * @param path the decoded path, never empty
 * @param rawPath the path as it was sent
 * @param rawQuery the query string as it was sent; empty if there was none
 * @param headers names in lower case
 * @param body the whole body
 */
public record Exchange(
        String method, String path, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {

    /** The same request with its body. */
    public Exchange with(byte[] whole) {
        return new Exchange(method, path, rawPath, rawQuery, headers, whole);
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
