package dev.sluice.engine.events.delivery;

import dev.sluice.engine.events.log.InvocationLog;
import dev.sluice.engine.events.log.InvocationLog.Fault;
import dev.sluice.engine.events.log.InvocationLog.Invocation;
import dev.sluice.engine.events.log.Step;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.DeliveryContent;
import dev.sluice.engine.events.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records what happens to deliveries in the log of the rule's bus. */
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
                .forEach(delivery -> log.begun(invocation(target, delivery.content()), delivery.attempts() + 1, at));
    }

    void throttled(Target target, List<Delivery> deliveries, Instant at) {
        if (!isOff(target)) {
            deliveries.forEach(
                    delivery -> log.throttled(invocation(target, delivery.content()), delivery.attempts() + 1, at));
        }
    }

    /** An event went to a target in the transaction that took it in. */
    void direct(Target target, DeliveryContent content, Instant at) {
        if (!isOff(target)) {
            log.begun(invocation(target, content), 1, at);
            succeeded(target, content, 1, at, at);
        }
    }

    void delivered(Target target, Delivery delivery, Instant begun, Instant at) {
        if (!isOff(target)) {
            succeeded(target, delivery.content(), delivery.attempts() + 1, begun, at);
        }
    }

    private void succeeded(Target target, DeliveryContent content, int attempt, Instant begun, Instant at) {
        Invocation invocation = invocation(target, content);
        log.attempted(invocation, Step.INVOCATION_ATTEMPT_SUCCESS, attempt, begun, at, NONE);
        log.ended(invocation, Step.INVOCATION_SUCCESS, attempt, begun, at, NONE);
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
            log.attempted(invocation(target, failed.content()), step, failed.attempts(), begun, at, Optional.of(fault));
        }
    }

    /** A delivery is abandoned. */
    void gone(Target target, Delivery last, Fault fault, boolean kept, Instant begun, Instant at) {
        if (!isOff(target)) {
            Step step = kept ? Step.INVOCATION_DLQ : Step.INVOCATION_FAILURE;
            log.ended(invocation(target, last.content()), step, last.attempts(), begun, at, Optional.of(fault));
        }
    }

    private static Invocation invocation(Target target, DeliveryContent content) {
        return new Invocation(
                target.bus(),
                target.ruleArn(),
                target.key(),
                target.arn(),
                target.role().orElse(""),
                content.eventId(),
                content.ingested(),
                content.text(),
                content.parameters());
    }
}
