package dev.sluice.engine.events.log;

import dev.sluice.engine.events.bus.LogLevel;

/**
 * The steps that are logged, each with its level: failures are errors, what happened to an event is information, the rest is
 * trace.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html">Specifying log level</a>
 */
public enum Step {
    EVENT_RECEIPT(LogLevel.TRACE),
    EVENT_INGEST_SUCCESS(LogLevel.INFO),
    EVENT_INGEST_FAILURE(LogLevel.ERROR),
    RULE_MATCH_START(LogLevel.TRACE),
    RULE_MATCH(LogLevel.INFO),
    NO_STANDARD_RULES_MATCHED(LogLevel.INFO),
    INVOCATION_START(LogLevel.TRACE),
    INVOCATION_THROTTLE_START(LogLevel.TRACE),
    INVOCATION_ATTEMPT_START(LogLevel.TRACE),
    INVOCATION_ATTEMPT_SUCCESS(LogLevel.TRACE),
    INVOCATION_ATTEMPT_RETRYABLE_FAILURE(LogLevel.ERROR),
    INVOCATION_ATTEMPT_PERMANENT_FAILURE(LogLevel.ERROR),
    INVOCATION_SUCCESS(LogLevel.INFO),
    INVOCATION_FAILURE(LogLevel.ERROR),
    INVOCATION_DLQ(LogLevel.ERROR);

    private final LogLevel level;

    Step(LogLevel level) {
        this.level = level;
    }

    LogLevel level() {
        return level;
    }
}
