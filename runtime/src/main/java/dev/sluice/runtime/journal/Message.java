package dev.sluice.runtime.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event as the tenant finds it in its list of messages.
 *
 * @param id the event's stable id
 * @param type the event's type as published
 * @param at when it was taken in, to the millisecond
 * @param eventId the publisher's own name of it, if it gave one
 * @param channels endpoints that name channels get it only if they share one with it
 * @param tags by which it can be found
 * @param payload what receivers get; empty once it was expunged
 * @param until when it is forgotten, with its payload
 */
public record Message(
        String id,
        String tenant,
        String type,
        Instant at,
        Optional<String> eventId,
        List<String> channels,
        List<String> tags,
        Optional<String> payload,
        Instant until) {

    /** How long a message is kept if nobody says so. */
    public static final Duration KEPT = Duration.ofDays(90);

    public Message {
        channels = List.copyOf(channels);
        tags = List.copyOf(tags);
    }
}
