package dev.sluice.runtime.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * What admission control decided about one event. A verdict that is written again replaces the earlier one.
 *
 * @param eventId the event's stable id
 * @param type the event's detail type
 * @param account who published it; empty if that is unknown
 * @param tenant on whose behalf it happened, if it is admitted
 * @param rejection why it was rejected; empty if it was admitted
 */
public record RecordedVerdict(
        String eventId,
        String source,
        String type,
        String account,
        Optional<String> tenant,
        Optional<Rejection> rejection,
        Instant at) {

    /** A code and words. */
    public record Rejection(String reason, String detail) {}
}
