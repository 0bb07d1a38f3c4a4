package dev.sluice.engine.events.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Logs the invocation of a target with an event. */
public final class InvocationLog {

    /**
     * One event for one target, the same at each attempt.
     *
     * @param key names the target among all
     * @param role empty if EventBridge acts in its own name
     * @param input what the target is given
     * @param properties the target's parameters, JSON; empty if there are none
     */
    public record Invocation(
            BusKey bus,
            String rule,
            String key,
            String target,
            String role,
            String eventId,
            Instant ingested,
            String input,
            String properties) {}

    /** Why an attempt failed, with one of EventBridge's dead-letter codes. */
    public record Fault(String code, String message) {}

    private final BusLogs logs;

    public InvocationLog(BusLogs logs) {
        this.logs = logs;
    }

    public boolean isOn(BusKey bus) {
        return logs.isOn(bus);
    }

    /** @param attempt which attempt begins, from 1 */
    public void begun(Invocation invocation, int attempt, Instant at) {
        if (attempt == 1) {
            logs.add(
                    invocation.bus(),
                    Step.INVOCATION_START,
                    at,
                    invocation.input().length(),
                    () -> record(invocation, start(invocation, attempt)));
        }
        logs.add(
                invocation.bus(),
                Step.INVOCATION_ATTEMPT_START,
                at,
                invocation.input().length(),
                () -> record(invocation, start(invocation, attempt)));
    }

    /** The target's rate has no room now. */
    public void throttled(Invocation invocation, int attempt, Instant at) {
        logs.add(
                invocation.bus(),
                Step.INVOCATION_THROTTLE_START,
                at,
                invocation.input().length(),
                () -> record(invocation, start(invocation, attempt)));
    }

    /** @param fault empty if the target took the event */
    public void attempted(
            Invocation invocation, Step step, int attempt, Instant begun, Instant at, Optional<Fault> fault) {
        logs.add(invocation.bus(), step, at, invocation.input().length(), () -> {
            ObjectNode details = where(invocation)
                    .put("attempt_type", attempt == 1 ? "FIRST" : "RETRY")
                    .put("attempt_count", attempt)
                    .put("invocation_status", fault.map(Fault::code).orElse("SUCCESS"))
                    .put("target_duration_ms", Duration.between(begun, at).toMillis());
            return failed(invocation, record(invocation, details), fault);
        });
    }

    /** @param attempts how many were made */
    public void ended(
            Invocation invocation, Step step, int attempts, Instant begun, Instant at, Optional<Fault> fault) {
        logs.add(invocation.bus(), step, at, invocation.input().length(), () -> {
            ObjectNode details = given(where(invocation), invocation)
                    .put("total_attempts", attempts)
                    .put("final_invocation_status", fault.map(Fault::code).orElse("SUCCESS"));
            if (attempts <= 1) {
                details.put("ingestion_to_start_latency_ms", since(invocation, begun))
                        .put("ingestion_to_complete_latency_ms", since(invocation, at));
            }
            if (fault.isEmpty()) {
                details.put("ingestion_to_success_latency_ms", since(invocation, at));
            }
            details.put("target_duration_ms", Duration.between(begun, at).toMillis());
            return failed(invocation, record(invocation, details), fault);
        });
    }

    private static long since(Invocation invocation, Instant at) {
        return Duration.between(invocation.ingested(), at).toMillis();
    }

    private static ObjectNode start(Invocation invocation, int attempt) {
        return given(where(invocation).put("attempt_count", attempt), invocation);
    }

    private static ObjectNode record(Invocation invocation, ObjectNode details) {
        ObjectNode record = Json.object()
                .put("event_id", invocation.eventId())
                .put("invocation_id", IngestLog.invocation(invocation.eventId(), invocation.key()));
        record.set("details", details);
        return record;
    }

    private static ObjectNode where(Invocation invocation) {
        ObjectNode details = Json.object().put("rule_arn", invocation.rule());
        if (!invocation.role().isEmpty()) {
            details.put("role_arn", invocation.role());
        }
        return details.put("target_arn", invocation.target());
    }

    private static ObjectNode given(ObjectNode details, Invocation invocation) {
        details.put("target_input", invocation.input());
        if (!invocation.properties().isEmpty()) {
            details.put("target_properties", invocation.properties());
        }
        return details;
    }

    /** The service is the one that the target's ARN names. */
    private static ObjectNode failed(Invocation invocation, ObjectNode record, Optional<Fault> fault) {
        fault.ifPresent(why -> {
            String[] arn = invocation.target().split(":", 4);
            record.putObject("error")
                    .put("error_message", why.message().isEmpty() ? why.code() : why.message())
                    .put("aws_service", arn.length > 2 ? arn[2] : "events");
        });
        return record;
    }
}
