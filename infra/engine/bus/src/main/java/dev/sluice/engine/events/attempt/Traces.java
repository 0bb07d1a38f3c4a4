package dev.sluice.engine.events.attempt;

import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.DeliveryContent;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.trace.TraceRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Trace records of deliveries, under the names of the event bus logs. */
public final class Traces {

    private Traces() {}

    public static TraceRecord success(Optional<Target> target, Delivery delivery, Instant now) {
        return success(target, delivery.content(), now);
    }

    public static TraceRecord success(Optional<Target> target, DeliveryContent content, Instant now) {
        return new TraceRecord(
                content.eventId(),
                content.subject(),
                now,
                "INVOCATION_SUCCESS",
                Target.ruleOf(content.target()),
                Map.copyOf(where(target, content)));
    }

    public static TraceRecord retryable(Target target, Delivery failed, Instant now) {
        return failure(
                "INVOCATION_ATTEMPT_RETRYABLE_FAILURE",
                Optional.of(target),
                failed,
                failed.code(),
                failed.message(),
                now);
    }

    static TraceRecord failure(
            String type, Optional<Target> target, Delivery failed, String code, String message, Instant now) {
        Map<String, String> details = where(target, failed.content());
        details.put("code", code);
        details.put("message", message);
        details.put("attempt", String.valueOf(failed.attempts()));
        return new TraceRecord(
                failed.content().eventId(),
                failed.content().subject(),
                now,
                type,
                Target.ruleOf(failed.content().target()),
                details);
    }

    private static Map<String, String> where(Optional<Target> target, DeliveryContent content) {
        String rule = Target.ruleOf(content.target());
        Map<String, String> details = new LinkedHashMap<>();
        details.put("rule", rule.substring(rule.lastIndexOf('/') + 1));
        target.ifPresent(known -> details.put("target", known.arn()));
        return details;
    }
}
