package dev.sluice.engine.events.attempt;

import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.Parcel;
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
        return success(target, delivery.parcel(), now);
    }

    public static TraceRecord success(Optional<Target> target, Parcel parcel, Instant now) {
        return new TraceRecord(
                parcel.eventId(),
                parcel.subject(),
                now,
                "INVOCATION_SUCCESS",
                Target.ruleOf(parcel.target()),
                Map.copyOf(where(target, parcel)));
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
        Map<String, String> details = where(target, failed.parcel());
        details.put("code", code);
        details.put("message", message);
        details.put("attempt", String.valueOf(failed.attempts()));
        return new TraceRecord(
                failed.parcel().eventId(),
                failed.parcel().subject(),
                now,
                type,
                Target.ruleOf(failed.parcel().target()),
                details);
    }

    private static Map<String, String> where(Optional<Target> target, Parcel parcel) {
        String rule = Target.ruleOf(parcel.target());
        Map<String, String> details = new LinkedHashMap<>();
        details.put("rule", rule.substring(rule.lastIndexOf('/') + 1));
        target.ifPresent(known -> details.put("target", known.arn()));
        return details;
    }
}
