package dev.sluice.engine.events.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Logs how an event comes into its bus and which rules take it. */
public final class IngestLog {

    /** A rule that matched: its ARN, and its targets' keys and ARNs. */
    public record Match(String ruleArn, List<String> keys, List<String> targets) {}

    private final BusLogs logs;

    public IngestLog(BusLogs logs) {
        this.logs = logs;
    }

    public boolean isOn(BusKey bus) {
        return logs.isOn(bus);
    }

    /** An event is on disk and bound for the targets of these rules. */
    public void ingested(BusKey bus, String id, String envelope, Instant at, List<Match> matches) {
        for (Step step : List.of(Step.EVENT_RECEIPT, Step.EVENT_INGEST_SUCCESS, Step.RULE_MATCH_START)) {
            logs.add(bus, step, at, envelope.length(), () -> record(id, event(Json.parseTrusted(envelope))));
        }
        if (matches.isEmpty()) {
            logs.add(bus, Step.NO_STANDARD_RULES_MATCHED, at, 0, () -> record(id, Json.object()));
        }
        matches.forEach(match -> logs.add(bus, Step.RULE_MATCH, at, 0, () -> record(id, match(id, match))));
    }

    /** An entry was refused; it has no id. */
    public void refused(BusKey bus, String source, String type, String detail, String account, String why, Instant at) {
        logs.add(bus, Step.EVENT_INGEST_FAILURE, at, detail.length(), () -> {
            ObjectNode record = Json.object();
            record.putObject("details")
                    .put("caller_account_id", account)
                    .put("source", source)
                    .put("detail_type", type)
                    .put("event_detail", detail);
            record.putObject("error").put("error_message", why).put("aws_service", "events");
            return record;
        });
    }

    /** The id of an event's way to one target: the same at each attempt, also after a restart. */
    static String invocation(String eventId, String targetKey) {
        return UUID.nameUUIDFromBytes((eventId + "|" + targetKey).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ObjectNode record(String id, ObjectNode details) {
        ObjectNode record = Json.object().put("event_id", id);
        record.set("details", details);
        return record;
    }

    private static ObjectNode match(String id, Match match) {
        ObjectNode details = Json.object().put("rule_arn", match.ruleArn());
        ArrayNode targets = details.putArray("target_arns");
        match.targets().forEach(targets::add);
        ArrayNode invocations = details.putArray("invocation_ids");
        match.keys().forEach(key -> invocations.add(invocation(id, key)));
        return details;
    }

    private static ObjectNode event(JsonNode envelope) {
        ObjectNode details =
                Json.object().put("caller_account_id", envelope.path("account").asText());
        // The envelope of an event of old may hold its time otherwise: then it is left out.
        Timestamp.parse(envelope.path("time").asText())
                .ifPresent(time -> details.put("source_time_ms", time.toEpochMilli()));
        details.put("source", envelope.path("source").asText())
                .put("detail_type", envelope.path("detail-type").asText());
        details.set("resources", envelope.path("resources"));
        return details.put("event_detail", Json.text(envelope.path("detail")));
    }
}
