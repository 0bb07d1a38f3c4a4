package dev.sluice.cli.account;

import dev.sluice.engine.trace.TraceRecord;
import java.util.List;
import java.util.Set;

/** How to read the engine's trace; its types are those of EventBridge's bus logs. */
final class TraceTypes {

    private static final Set<String> INGESTS = Set.of("EVENT_INGEST_SUCCESS");
    private static final Set<String> INVOCATIONS = Set.of(
            "INVOCATION_SUCCESS", "INVOCATION_FAILURE", "INVOCATION_DLQ", "INVOCATION_ATTEMPT_RETRYABLE_FAILURE");

    private TraceTypes() {}

    static boolean isIngest(TraceRecord record) {
        return INGESTS.contains(record.type());
    }

    static boolean isInvocation(TraceRecord record) {
        return INVOCATIONS.contains(record.type());
    }

    /** The names of the rules that matched, from an ingest record. */
    static List<String> matchedRules(TraceRecord record) {
        String rules = record.details().getOrDefault("rules", "");
        return rules.isEmpty() ? List.of() : List.of(rules.split(","));
    }

    /** The name of the rule behind an invocation. */
    static String rule(TraceRecord record) {
        return record.details().getOrDefault("rule", "");
    }

    static Outcome outcome(TraceRecord record) {
        return switch (record.type()) {
            case "INVOCATION_SUCCESS" -> Outcome.DELIVERED;
            case "INVOCATION_DLQ", "INVOCATION_FAILURE" -> Outcome.DEAD_LETTERED;
            default -> Outcome.RETRYING;
        };
    }
}
