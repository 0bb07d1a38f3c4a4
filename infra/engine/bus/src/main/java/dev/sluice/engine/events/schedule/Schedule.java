package dev.sluice.engine.events.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * When a rule fires by itself. All times are UTC. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Schedule
 *     expressions</a>
 */
public sealed interface Schedule permits Rate, Cron {

    /** The schedule that an expression says; empty if EventBridge takes no such expression. */
    static Optional<Schedule> parse(String expression) {
        return Rate.parse(expression).<Schedule>map(rate -> rate).or(() -> Cron.parse(expression));
    }

    /**
     * The first time after {@code now}; empty if there is none.
     *
     * @param last when it fired last, or when it began: rates count from there
     */
    Optional<Instant> next(Instant last, Instant now);
}
