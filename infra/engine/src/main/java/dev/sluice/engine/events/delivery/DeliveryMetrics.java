package dev.sluice.engine.events.delivery;

import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of deliveries.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">EventBridge metrics</a>
 */
final class DeliveryMetrics {

    private static final String NAMESPACE = "AWS/Events";

    private final Metrics metrics;

    DeliveryMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Events went to a target in the transaction that took them in. */
    void direct(Target target) {
        record(target, "InvocationAttempts", 1);
        record(target, "SuccessfulInvocationAttempts", 1);
        record(target, "Invocations", 1);
    }

    void attempted(Optional<Target> gone, List<Delivery> deliveries, Attempt attempt, Instant now) {
        if (gone.isEmpty() || !attempt.made()) {
            return;
        }
        Target target = gone.get();
        boolean delivered = attempt.outcome() instanceof Outcome.Delivered;
        for (Delivery delivery : deliveries) {
            double age = Duration.between(delivery.parcel().ingested(), now).toMillis();
            record(target, "InvocationAttempts", 1);
            if (delivery.attempts() == 0) {
                record(target, "IngestiontoInvocationStartLatency", age);
            } else {
                record(target, "RetryInvocationAttempts", 1);
            }
            if (delivered) {
                record(target, "SuccessfulInvocationAttempts", 1);
                record(target, "Invocations", 1);
                record(target, "IngestiontoInvocationCompleteLatency", age);
                record(target, "IngestionToInvocationSuccessLatency", age);
            }
        }
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

    private void record(Target target, String name, double value) {
        metrics.record(new Metric(NAMESPACE, name, dimensions(target)), value);
    }

    /** Rules of the default bus are told by their name alone. */
    private static Map<String, String> dimensions(Target target) {
        return target.bus().isDefault()
                ? Map.of("RuleName", target.rule())
                : Map.of("EventBusName", target.bus().name(), "RuleName", target.rule());
    }
}
