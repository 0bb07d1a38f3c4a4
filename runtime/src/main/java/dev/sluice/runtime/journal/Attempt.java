package dev.sluice.runtime.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to deliver one event to one endpoint, as it is recorded.
 *
 * @param reason a code for why it was abandoned; empty if it was not
 * @param url where it was sent, as the endpoint stood then
 * @param httpStatus what was answered; empty if nothing was
 * @param error a code and words; empty if it was delivered
 * @param startedAt when it began
 * @param durationMs until the response was read or abandoned, in milliseconds
 * @param nextAt when the next attempt is due, if there will be one
 * @param response the body of the answer, or a placeholder
 */
public record Attempt(
        Key key,
        Status status,
        String reason,
        String url,
        Optional<Integer> httpStatus,
        String error,
        Instant startedAt,
        long durationMs,
        Optional<Instant> nextAt,
        String response) {

    /** Names an attempt. */
    public record Key(String eventId, String endpointId, int number) {}

    /** How an attempt ended. */
    public enum Status {
        DELIVERED("delivered"),
        RETRYING("retrying"),
        DEAD_LETTERED("dead-lettered"),
        SKIPPED("skipped");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /** The word in the journal. */
        public String text() {
            return text;
        }

        /** Reads the word in the journal. */
        public static Status of(String text) {
            for (Status status : values()) {
                if (status.text.equals(text)) {
                    return status;
                }
            }
            throw new IllegalArgumentException(text + " is not the status of an attempt");
        }
    }
}
