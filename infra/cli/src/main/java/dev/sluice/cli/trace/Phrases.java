package dev.sluice.cli.trace;

import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts a record into words. */
final class Phrases {

    private Phrases() {}

    static String of(TraceRecord record) {
        Map<String, String> details = record.details();
        return switch (record.type()) {
            case "EVENT_INGEST_SUCCESS" -> "acknowledged" + matched(record);
            case "EVENT_INGEST_FAILURE" -> "dropped: " + details.getOrDefault("reason", "");
            case "NO_STANDARD_RULES_MATCHED" -> "no rule matched";
            case "INVOCATION_SUCCESS" -> "delivered by rule " + TraceTypes.rule(record);
            case "INVOCATION_ATTEMPT_RETRYABLE_FAILURE" ->
                "failed at rule " + TraceTypes.rule(record) + ", will be retried: " + reason(details);
            case "INVOCATION_DLQ" -> "dead-lettered at rule " + TraceTypes.rule(record) + ": " + reason(details);
            case "INVOCATION_FAILURE" -> "abandoned at rule " + TraceTypes.rule(record) + ": " + reason(details);
            case "PIPE_FILTERED" -> "skipped by the pipe's filter";
            case "PIPE_SKIPPED" -> "not passed on by the enrichment";
            case "PIPE_ATTEMPT_FAILED" -> "failed in the pipe, will be retried: " + reason(details);
            case "FUNCTION_ATTEMPT_FAILED" ->
                "failed at function " + details.getOrDefault("function", "") + ", will be retried: " + reason(details);
            case "FUNCTION_RECORDS_GIVEN_UP" ->
                "abandoned by function " + details.getOrDefault("function", "") + ": "
                        + details.getOrDefault("condition", "");
            case "PIPE_DLQ" -> "dead-lettered by the pipe: " + reason(details);
            case "PIPE_DLQ_FAILED" ->
                "abandoned by the pipe, and its dead-letter queue did not take it: " + reason(details);
            default -> record.type() + " " + details;
        };
    }

    private static String matched(TraceRecord record) {
        List<String> rules = TraceTypes.matchedRules(record);
        return rules.isEmpty() ? "" : ", matched " + String.join(", ", rules);
    }

    private static String reason(Map<String, String> details) {
        return (details.getOrDefault("code", "") + " " + details.getOrDefault("message", "")).trim();
    }

    static List<EventPath.Step> of(JournalEntry entry) {
        if (entry.isAttempt()) {
            Instant at = Instant.parse(entry.field("startedAt"));
            return List.of(new EventPath.Step(at, entry.endpoint(), attempt(entry)));
        }
        Instant at = Instant.parse(entry.field("at"));
        if (entry.isAdmission()) {
            String reason =
                    entry.field("reason").isEmpty() ? "" : ": " + entry.field("reason") + " " + entry.field("detail");
            return List.of(new EventPath.Step(at, "admission", entry.field("verdict") + reason));
        }
        List<EventPath.Step> steps = new ArrayList<>();
        steps.add(new EventPath.Step(
                at,
                "dispatcher",
                entry.matched().isEmpty()
                        ? "no registered endpoint wants it"
                        : "to " + String.join(", ", entry.matched())));
        entry.skipped()
                .forEach((endpoint, reason) -> steps.add(new EventPath.Step(at, endpoint, "skipped: " + reason)));
        return steps;
    }

    private static String attempt(JournalEntry entry) {
        int number = entry.attempt().number();
        String answer = List.of("httpStatus", "error").stream()
                .map(entry::field)
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining(" "));
        String next = entry.field("nextAt").isEmpty()
                ? ""
                : ", next attempt at " + Instant.parse(entry.field("nextAt")).truncatedTo(ChronoUnit.MILLIS);
        return "attempt " + number + " " + entry.field("status") + " (" + answer + ", " + entry.field("durationMs")
                + " ms)" + next;
    }
}
