package dev.sluice.engine.wire.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One HTTP response. */
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(Map<String, String> more) {
        return new Answer(status, contentType, more, body);
    }
}
