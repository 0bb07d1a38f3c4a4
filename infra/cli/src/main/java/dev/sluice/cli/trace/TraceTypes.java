package dev.sluice.cli.trace;

import dev.sluice.engine.trace.TraceRecord;
import java.util.List;
import java.util.Set;

/** Reads the record types of a trace, which are those of EventBridge's bus logs. */
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

    static TargetOutcome outcome(TraceRecord record) {
        return switch (record.type()) {
            case "INVOCATION_SUCCESS" -> TargetOutcome.DELIVERED;
            case "INVOCATION_DLQ", "INVOCATION_FAILURE" -> TargetOutcome.DEAD_LETTERED;
            default -> TargetOutcome.RETRYING;
        };
    }
}
