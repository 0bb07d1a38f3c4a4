package dev.sluice.engine.destinations;

import java.time.Duration;
import java.util.Optional;

/**
 * How one call ended. Codes are those that EventBridge puts into the ERROR_CODE of a dead letter.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Dead-letter queues</a>
 */
public sealed interface Attempt {

    /** The receiver took it: a status of 200 to 299. */
    record Delivered(int status) implements Attempt {}

    /**
     * It may go better another time.
     *
     * @param retryAfter what the receiver asked for, at most a day; the caller waits this or its own back-off, whichever is longer
     */
    record Retryable(String code, String message, Optional<Duration> retryAfter) implements Attempt {

        public static Retryable of(String code, String message) {
            return new Retryable(code, message, Optional.empty());
        }
    }

    /** Trying again would not help. */
    record Refused(String code, String message) implements Attempt {}
}
