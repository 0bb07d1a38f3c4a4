package dev.sluice.delivery.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One request.
 *
 * @param body sent as it is
 * @param headers name and value, in order, beside those that HTTP needs
 * @param contentType of the body
 */
public record Post(URI url, byte[] body, List<Map.Entry<String, String>> headers, String contentType) {

    /** A request with a body of JSON. */
    public Post(URI url, byte[] body, List<Map.Entry<String, String>> headers) {
        this(url, body, headers, "application/json");
    }
}
