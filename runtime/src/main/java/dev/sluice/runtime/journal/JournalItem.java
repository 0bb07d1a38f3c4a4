package dev.sluice.runtime.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Entries as items of the table: the key is {@code id} (the event's) and {@code entry}, which sorts an event's entries in the
 * order in which they happen. An entry is kept for thirty days, until {@code expiresAt} (seconds since 1970).
 */
final class JournalItem {

    static final String ADMISSION = "0#admission";
    static final String DISPATCH = "1#dispatch";
    static final String ATTEMPT = "2#attempt#";
    private static final Duration KEPT = Duration.ofDays(30);

    private JournalItem() {}

    static Map<String, AttributeValue> of(RecordedVerdict verdict) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(verdict.eventId(), ADMISSION));
        item.put("verdict", s(verdict.rejection().isEmpty() ? "admitted" : "rejected"));
        verdict.rejection().ifPresent(rejection -> {
            item.put("reason", s(rejection.reason()));
            item.put("detail", s(rejection.detail()));
        });
        item.put("source", s(verdict.source()));
        item.put("type", s(verdict.type()));
        item.put("account", s(verdict.account()));
        verdict.tenant().ifPresent(tenant -> item.put("tenant", s(tenant)));
        item.put("at", s(verdict.at().toString()));
        return expiring(item, verdict.at());
    }

    static Map<String, AttributeValue> of(Dispatch dispatch) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(dispatch.eventId(), DISPATCH));
        item.put("tenant", s(dispatch.tenant()));
        item.put("type", s(dispatch.type()));
        item.put("at", s(dispatch.at().toString()));
        item.put(
                "matched",
                AttributeValue.fromL(
                        dispatch.matched().stream().map(JournalItem::s).toList()));
        List<AttributeValue> skipped = new ArrayList<>();
        dispatch.skipped()
                .forEach((endpoint, reason) ->
                        skipped.add(AttributeValue.fromM(Map.of("endpointId", s(endpoint), "reason", s(reason)))));
        item.put("skipped", AttributeValue.fromL(skipped));
        return expiring(item, dispatch.at());
    }

    static Dispatch dispatch(Map<String, AttributeValue> item) {
        List<String> matched = new ArrayList<>();
        attribute(item, "matched").l().forEach(endpoint -> matched.add(endpoint.s()));
        Map<String, String> skipped = new LinkedHashMap<>();
        attribute(item, "skipped")
                .l()
                .forEach(one -> skipped.put(text(one.m(), "endpointId"), text(one.m(), "reason")));
        return new Dispatch(
                text(item, "id"),
                text(item, "tenant"),
                text(item, "type"),
                Instant.parse(text(item, "at")),
                matched,
                skipped);
    }

    static Map<String, AttributeValue> of(Attempt attempt) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(attempt.key()));
        item.put("status", s(attempt.status().text()));
        item.put("reason", s(attempt.reason()));
        item.put("url", s(attempt.url()));
        attempt.httpStatus()
                .ifPresent(status -> item.put("httpStatus", AttributeValue.fromN(Integer.toString(status.intValue()))));
        item.put("error", s(attempt.error()));
        item.put("startedAt", s(attempt.startedAt().toString()));
        item.put("durationMs", AttributeValue.fromN(Long.toString(attempt.durationMs())));
        attempt.nextAt().ifPresent(time -> item.put("nextAt", s(time.toString())));
        item.put("response", s(attempt.response()));
        AttemptFields.put(attempt, item);
        return expiring(item, attempt.startedAt());
    }

    static Attempt attempt(Map<String, AttributeValue> item) {
        return new Attempt(
                attemptKey(item),
                Attempt.Status.of(text(item, "status")),
                text(item, "reason"),
                text(item, "url"),
                Optional.ofNullable(item.get("httpStatus")).map(status -> Integer.valueOf(status.n())),
                text(item, "error"),
                Instant.parse(text(item, "startedAt")),
                Long.parseLong(attribute(item, "durationMs").n()),
                Optional.ofNullable(item.get("nextAt")).map(time -> Instant.parse(time.s())),
                text(item, "response"),
                AttemptFields.trigger(item),
                AttemptFields.wire(item));
    }

    static Attempt.Key attemptKey(Map<String, AttributeValue> item) {
        return attemptKey(text(item, "id"), text(item, "entry"));
    }

    static Attempt.Key attemptKey(String id, String entry) {
        int hash = entry.lastIndexOf('#');
        return new Attempt.Key(
                id, entry.substring(ATTEMPT.length(), hash), Integer.parseInt(entry.substring(hash + 1)));
    }

    static Map<String, AttributeValue> key(Attempt.Key key) {
        String number = Integer.toString(key.number());
        String padded = "000".substring(Math.min(3, number.length())) + number;
        return key(key.eventId(), ATTEMPT + key.endpointId() + "#" + padded);
    }

    static Map<String, AttributeValue> key(String eventId, String entry) {
        return Map.of("id", s(eventId), "entry", s(entry));
    }

    static List<AttributeValue> list(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromL(List.of())).l();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("an entry of the journal has no " + name);
        }
        return value;
    }

    private static Map<String, AttributeValue> expiring(Map<String, AttributeValue> item, Instant at) {
        item.put("expiresAt", AttributeValue.fromN(Long.toString(at.plus(KEPT).getEpochSecond())));
        return item;
    }
}
