package dev.sluice.runtime.journal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One entry of the journal as the operator's tools read it: whatever is in the item, so that an entry of another version is
 * shown and not refused.
 *
 * @param id the event's stable id
 * @param entry the sort key: {@code 0#admission}, {@code 1#dispatch} or {@code 2#attempt#<endpoint>#<number>}
 * @param fields the other attributes as text
 * @param matched for a dispatch: the endpoints that get the event
 * @param skipped for a dispatch: the endpoints that would have, with the reason why not
 */
public record JournalEntry(
        String id, String entry, Map<String, String> fields, List<String> matched, Map<String, String> skipped) {

    /** Reads an item of the table; what is missing is empty. */
    public static JournalEntry of(Map<String, AttributeValue> item) {
        Map<String, String> fields = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (value.s() != null) {
                fields.put(name, value.s());
            } else if (value.n() != null) {
                fields.put(name, value.n());
            }
        });
        List<String> matched = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        JournalItem.list(item, "matched").forEach(endpoint -> matched.add(endpoint.s()));
        JournalItem.list(item, "skipped")
                .forEach(one -> skipped.put(text(one.m(), "endpointId"), text(one.m(), "reason")));
        return new JournalEntry(
                fields.getOrDefault("id", ""), fields.getOrDefault("entry", ""), fields, matched, skipped);
    }

    private static String text(Map<String, AttributeValue> map, String name) {
        AttributeValue value = map.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    public boolean isAdmission() {
        return entry.equals(JournalItem.ADMISSION);
    }

    public boolean isDispatch() {
        return entry.equals(JournalItem.DISPATCH);
    }

    public boolean isAttempt() {
        return entry.startsWith(JournalItem.ATTEMPT);
    }

    /** The attempt that this is the record of. */
    public Attempt.Key attempt() {
        return JournalItem.attemptKey(id, entry);
    }

    /** The endpoint of an attempt. */
    public String endpoint() {
        return attempt().endpointId();
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
