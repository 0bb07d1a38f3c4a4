package dev.sluice.engine.events.delivery;

import dev.sluice.engine.events.log.InvocationLog;
import dev.sluice.engine.events.log.InvocationLog.Fault;
import dev.sluice.engine.events.log.InvocationLog.Way;
import dev.sluice.engine.events.log.Step;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.Parcel;
import dev.sluice.engine.events.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells the log of the rule's bus what happens to deliveries. */
final class DeliveryLog {

    private static final Optional<Fault> NONE = Optional.empty();

    private final InvocationLog log;

    DeliveryLog(InvocationLog log) {
        this.log = log;
    }

    private boolean isOff(Target target) {
        return !log.isOn(target.bus());
    }

    void begun(Target target, List<Delivery> deliveries, Instant at) {
        if (isOff(target)) {
            return;
        }
        deliveries.stream()
                .filter(delivery -> !delivery.isHopeless())
                .forEach(delivery -> log.begun(way(target, delivery.parcel()), delivery.attempts() + 1, at));
    }

    void throttled(Target target, List<Delivery> deliveries, Instant at) {
        if (!isOff(target)) {
            deliveries.forEach(delivery -> log.throttled(way(target, delivery.parcel()), delivery.attempts() + 1, at));
        }
    }

    /** An event went to a target in the transaction that took it in. */
    void direct(Target target, Parcel parcel, Instant at) {
        if (!isOff(target)) {
            log.begun(way(target, parcel), 1, at);
            succeeded(target, parcel, 1, at, at);
        }
    }

    void delivered(Target target, Delivery delivery, Instant begun, Instant at) {
        if (!isOff(target)) {
            succeeded(target, delivery.parcel(), delivery.attempts() + 1, begun, at);
        }
    }

    private void succeeded(Target target, Parcel parcel, int attempt, Instant begun, Instant at) {
        Way way = way(target, parcel);
        log.attempted(way, Step.INVOCATION_ATTEMPT_SUCCESS, attempt, begun, at, NONE);
        log.ended(way, Step.INVOCATION_SUCCESS, attempt, begun, at, NONE);
    }

    /** @param failed counts the attempt that failed */
    void failed(Target target, Delivery failed, Instant begun, Instant at) {
        attempted(target, failed, Step.INVOCATION_ATTEMPT_RETRYABLE_FAILURE, begun, at);
    }

    void refused(Target target, Delivery failed, Instant begun, Instant at) {
        attempted(target, failed, Step.INVOCATION_ATTEMPT_PERMANENT_FAILURE, begun, at);
    }

    private void attempted(Target target, Delivery failed, Step step, Instant begun, Instant at) {
        if (!isOff(target)) {
            Fault fault = new Fault(failed.code(), failed.message());
            log.attempted(way(target, failed.parcel()), step, failed.attempts(), begun, at, Optional.of(fault));
        }
    }

    /** A delivery is given up. */
    void gone(Target target, Delivery last, Fault fault, boolean kept, Instant begun, Instant at) {
        if (!isOff(target)) {
            Step step = kept ? Step.INVOCATION_DLQ : Step.INVOCATION_FAILURE;
            log.ended(way(target, last.parcel()), step, last.attempts(), begun, at, Optional.of(fault));
        }
    }

    private static Way way(Target target, Parcel parcel) {
        return new Way(
                target.bus(),
                target.ruleArn(),
                target.key(),
                target.arn(),
                target.role().orElse(""),
                parcel.eventId(),
                parcel.ingested(),
                parcel.text(),
                parcel.parameters());
    }
}
