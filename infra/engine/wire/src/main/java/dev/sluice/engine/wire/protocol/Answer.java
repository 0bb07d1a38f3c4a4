package dev.sluice.engine.wire.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One HTTP response.
 *
 * @param contentType empty for none
 * @param cookies values of {@code Set-Cookie}, each in a header of its own
 */
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body, List<String> cookies) {

    /** One that sets no cookies. */
    public Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
        this(status, contentType, headers, body, List.of());
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(Map<String, String> more) {
        return new Answer(status, contentType, more, body, cookies);
    }
}
