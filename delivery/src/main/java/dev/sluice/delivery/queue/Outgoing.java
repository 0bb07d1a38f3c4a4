package dev.sluice.delivery.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A message to be put on a queue.
 *
 * @param attributes sent as string attributes; none may be empty
 * @param delay before it becomes visible, whole seconds; at most what SQS allows, 15 minutes
 */
public record Outgoing(String body, Map<String, String> attributes, Duration delay) {

    /** The longest delay that SQS takes. */
    public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    public Outgoing {
        attributes = Map.copyOf(attributes);
    }

    /** What counts against the size of a message: body, attribute names, types and values. */
    int bytes() {
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            bytes += attribute.getKey().length()
                    + "String".length()
                    + attribute.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}
