package dev.sluice.delivery.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One request.
 *
 * @param body sent as it is
 * @param headers name and value, in order, beside those that HTTP needs
 */
public record Post(URI url, byte[] body, List<Map.Entry<String, String>> headers) {}
