package dev.sluice.engine.events.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Logs an event's way to one target. */
public final class InvocationLog {

    /**
     * A way.
     *
     * @param key names the target among all
     * @param role empty if EventBridge acts in its own name
     * @param input what the target is given
     * @param properties the target's parameters, JSON; empty if there are none
     */
    public record Way(
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
    public void begun(Way way, int attempt, Instant at) {
        if (attempt == 1) {
            logs.add(
                    way.bus(), Step.INVOCATION_START, at, way.input().length(), () -> record(way, start(way, attempt)));
        }
        logs.add(
                way.bus(),
                Step.INVOCATION_ATTEMPT_START,
                at,
                way.input().length(),
                () -> record(way, start(way, attempt)));
    }

    /** The target's rate has no room now. */
    public void throttled(Way way, int attempt, Instant at) {
        logs.add(
                way.bus(),
                Step.INVOCATION_THROTTLE_START,
                at,
                way.input().length(),
                () -> record(way, start(way, attempt)));
    }

    /** @param fault empty if the target took the event */
    public void attempted(Way way, Step step, int attempt, Instant begun, Instant at, Optional<Fault> fault) {
        logs.add(way.bus(), step, at, way.input().length(), () -> {
            ObjectNode details = where(way)
                    .put("attempt_type", attempt == 1 ? "FIRST" : "RETRY")
                    .put("attempt_count", attempt)
                    .put("invocation_status", fault.map(Fault::code).orElse("SUCCESS"))
                    .put("target_duration_ms", Duration.between(begun, at).toMillis());
            return failed(way, record(way, details), fault);
        });
    }

    /** @param attempts how many were made */
    public void ended(Way way, Step step, int attempts, Instant begun, Instant at, Optional<Fault> fault) {
        logs.add(way.bus(), step, at, way.input().length(), () -> {
            ObjectNode details = given(where(way), way)
                    .put("total_attempts", attempts)
                    .put("final_invocation_status", fault.map(Fault::code).orElse("SUCCESS"));
            if (attempts <= 1) {
                details.put("ingestion_to_start_latency_ms", since(way, begun))
                        .put("ingestion_to_complete_latency_ms", since(way, at));
            }
            if (fault.isEmpty()) {
                details.put("ingestion_to_success_latency_ms", since(way, at));
            }
            details.put("target_duration_ms", Duration.between(begun, at).toMillis());
            return failed(way, record(way, details), fault);
        });
    }

    private static long since(Way way, Instant at) {
        return Duration.between(way.ingested(), at).toMillis();
    }

    private static ObjectNode start(Way way, int attempt) {
        return given(where(way).put("attempt_count", attempt), way);
    }

    private static ObjectNode record(Way way, ObjectNode details) {
        ObjectNode record = Json.object()
                .put("event_id", way.eventId())
                .put("invocation_id", IngestLog.invocation(way.eventId(), way.key()));
        record.set("details", details);
        return record;
    }

    private static ObjectNode where(Way way) {
        ObjectNode details = Json.object().put("rule_arn", way.rule());
        if (!way.role().isEmpty()) {
            details.put("role_arn", way.role());
        }
        return details.put("target_arn", way.target());
    }

    private static ObjectNode given(ObjectNode details, Way way) {
        details.put("target_input", way.input());
        if (!way.properties().isEmpty()) {
            details.put("target_properties", way.properties());
        }
        return details;
    }

    /** The service is the one that the target's ARN names. */
    private static ObjectNode failed(Way way, ObjectNode record, Optional<Fault> fault) {
        fault.ifPresent(why -> {
            String[] arn = way.target().split(":", 4);
            record.putObject("error")
                    .put("error_message", why.message().isEmpty() ? why.code() : why.message())
                    .put("aws_service", arn.length > 2 ? arn[2] : "events");
        });
        return record;
    }
}
