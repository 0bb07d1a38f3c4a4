package dev.sluice.engine.events.delivery;

import dev.sluice.engine.events.attempt.Attempt;
import dev.sluice.engine.events.attempt.DeadLetters;
import dev.sluice.engine.events.put.RuleMetrics;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The metrics of deliveries.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">EventBridge metrics</a>
 */
final class DeliveryMetrics {

    private final Metrics metrics;

    DeliveryMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** An event went to a target in the transaction that took it in. */
    void direct(Target target, Instant ingested, Instant now) {
        record(target, "InvocationAttempts", 1);
        double age = Duration.between(ingested, now).toMillis();
        record(target, "IngestiontoInvocationStartLatency", age);
        delivered(target, age);
    }

    void attempted(Optional<Target> gone, List<Delivery> deliveries, Attempt attempt, Instant now) {
        if (gone.isEmpty() || !attempt.made()) {
            return;
        }
        Target target = gone.get();
        boolean delivered = attempt.outcome() instanceof Outcome.Delivered;
        for (Delivery delivery : deliveries) {
            double age = Duration.between(delivery.content().ingested(), now).toMillis();
            record(target, "InvocationAttempts", 1);
            if (delivery.attempts() == 0) {
                record(target, "IngestiontoInvocationStartLatency", age);
            } else {
                record(target, "RetryInvocationAttempts", 1);
            }
            if (delivered) {
                delivered(target, age);
            }
        }
    }

    /** A call has to wait for the rate of its API destination. */
    void throttled(Target target) {
        record(target, "ThrottledRules", 1);
    }

    void gone(Optional<Target> target, DeadLetters.Grave grave) {
        if (target.isEmpty()) {
            return;
        }
        record(target.get(), "Invocations", 1);
        record(target.get(), "FailedInvocations", 1);
        switch (grave.end()) {
            case SENT -> record(target.get(), "InvocationsSentToDlq", 1);
            case QUEUE_FAILED -> record(target.get(), "InvocationsFailedToBeSentToDlq", 1);
            case NO_QUEUE -> {}
        }
    }

    private void delivered(Target target, double age) {
        record(target, "SuccessfulInvocationAttempts", 1);
        record(target, "Invocations", 1);
        record(target, "IngestiontoInvocationCompleteLatency", age);
        record(target, "IngestionToInvocationSuccessLatency", age);
    }

    private void record(Target target, String name, double value) {
        metrics.of(target.bus().account()).record(RuleMetrics.of(target.bus(), target.rule(), name), value);
    }
}
