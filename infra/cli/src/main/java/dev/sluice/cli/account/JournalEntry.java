package dev.sluice.cli.account;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the journal table: what admission control, the dispatcher or the sender did with an event.
 *
 * @param id the event's stable id
 * @param entry the sort key: {@code 0#admission}, {@code 1#dispatch} or {@code 2#attempt#<endpoint>#<number>}
 * @param fields the other attributes as text
 * @param matched for a dispatch: the endpoints that get the event
 * @param skipped for a dispatch: the endpoints that would have, with the reason why not
 */
public record JournalEntry(
        String id, String entry, Map<String, String> fields, List<String> matched, Map<String, String> skipped) {

    static final String ADMISSION = "0#admission";
    static final String DISPATCH = "1#dispatch";
    static final String ATTEMPT = "2#attempt#";

    boolean isAttempt() {
        return entry.startsWith(ATTEMPT);
    }

    /** The endpoint of an attempt. */
    String endpoint() {
        return entry.substring(ATTEMPT.length(), entry.lastIndexOf('#'));
    }

    /** When it was written; empty if that cannot be read. */
    public Optional<Instant> at() {
        try {
            return Optional.of(Instant.parse(field(isAttempt() ? "startedAt" : "at")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
