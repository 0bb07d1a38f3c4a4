package dev.sluice.engine.events.target;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. */
public sealed interface Outcome {

    /** The target has it. */
    record Delivered() implements Outcome {}

    /**
     * It may work later.
     *
     * @param code one of EventBridge's dead-letter codes
     * @param retryAfter what the target asked for; negative if it wants no further attempt
     */
    record Retryable(String code, String message, Optional<Duration> retryAfter) implements Outcome {}

    /** It will not work later either. */
    record Refused(String code, String message) implements Outcome {}

    static Outcome delivered() {
        return new Delivered();
    }

    static Outcome retryable(String code, String message) {
        return new Retryable(code, message, Optional.empty());
    }

    static Outcome refused(String code, String message) {
        return new Refused(code, message);
    }
}
