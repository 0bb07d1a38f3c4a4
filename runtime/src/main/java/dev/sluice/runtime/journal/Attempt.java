package dev.sluice.runtime.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param trigger why it was made
 * @param wire what went over the wire beside the bodies
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
        String response,
        Trigger trigger,
        Wire wire) {

    /** An attempt that followed from the schedule and of which nothing more is known. */
    public Attempt(
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
        this(
                key,
                status,
                reason,
                url,
                httpStatus,
                error,
                startedAt,
                durationMs,
                nextAt,
                response,
                Trigger.SCHEDULE,
                Wire.NOTHING);
    }

    /** Why an attempt was made. */
    public enum Trigger {
        /** The event came, or a retry was due. */
        SCHEDULE,
        /** Somebody asked for it. */
        MANUAL
    }

    /**
     * What went over the wire beside the bodies.
     *
     * @param address the address that the host's name led to; empty if none was reached
     * @param sent the headers of the request, secrets masked
     * @param received the headers of the response
     */
    public record Wire(String address, List<Map.Entry<String, String>> sent, List<Map.Entry<String, String>> received) {

        public static final Wire NOTHING = new Wire("", List.of(), List.of());

        public Wire {
            sent = List.copyOf(sent);
            received = List.copyOf(received);
        }
    }

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
