package dev.sluice.cli.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.trace.TraceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads records of the buses' logs as steps of a trace. Records that cannot be read count as absent. */
final class BusRecords {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INGESTED = "EVENT_INGEST_SUCCESS";
    private static final String MATCHED = "RULE_MATCH";
    private static final Set<String> ENDS = Set.of("INVOCATION_SUCCESS", "INVOCATION_FAILURE", "INVOCATION_DLQ");
    private static final Set<String> STEPS = Set.of(
            "EVENT_INGEST_FAILURE",
            "NO_STANDARD_RULES_MATCHED",
            "INVOCATION_SUCCESS",
            "INVOCATION_FAILURE",
            "INVOCATION_DLQ",
            "INVOCATION_ATTEMPT_RETRYABLE_FAILURE");

    private final String coreBus;
    private final String owner;

    /** @param coreBus the ARN of the bus that only the admission pipe may write to */
    BusRecords(String coreBus) {
        this.coreBus = coreBus;
        this.owner = coreBus.split(":", 6)[4];
    }

    /**
     * The ids by which events that have one of these ids are known, too. A record that only mentions an id, such as one in which a
     * partner names it, is not the event's.
     */
    Set<String> related(List<String> messages, Set<String> ids) {
        Set<String> related = new LinkedHashSet<>(ids);
        for (JsonNode record : parsed(messages)) {
            String envelope = record.path("event_id").asText();
            String stable = stableId(record);
            if (ids.contains(envelope) || ids.contains(stable)) {
                related.add(envelope);
                related.add(stable);
            }
        }
        related.remove("");
        return related;
    }

    /** Only the steps of the envelopes that have these ids. */
    List<TraceRecord> read(List<String> messages, Set<String> ids) {
        return read(messages).stream()
                .filter(step -> ids.contains(step.eventId()))
                .toList();
    }

    List<TraceRecord> read(List<String> messages) {
        List<JsonNode> records = parsed(messages);
        Map<String, String> stableIds = new HashMap<>();
        Map<String, Set<String>> rules = new HashMap<>();
        for (JsonNode record : records) {
            String id = record.path("event_id").asText();
            if (type(record).equals(INGESTED) && !stableId(record).isEmpty()) {
                stableIds.put(id, stableId(record));
            } else if (type(record).equals(MATCHED)) {
                rules.computeIfAbsent(id, unused -> new LinkedHashSet<>()).add(rule(record));
            }
        }
        List<TraceRecord> steps = new ArrayList<>();
        for (JsonNode record : records) {
            String id = record.path("event_id").asText();
            String subject = stableIds.getOrDefault(id, "");
            if (type(record).equals(INGESTED)) {
                String matched = String.join(",", rules.getOrDefault(id, Set.of()));
                steps.add(step(record, subject, matched.isEmpty() ? Map.of() : Map.of("rules", matched)));
            } else if (STEPS.contains(type(record))) {
                steps.add(step(record, subject, details(record)));
            }
        }
        steps.sort(Comparator.comparing(TraceRecord::at));
        return steps;
    }

    /** Whether a rule matched and its target has not been reached, or abandoned, so far. */
    static boolean underWay(List<TraceRecord> steps) {
        Set<String> open = new LinkedHashSet<>();
        for (TraceRecord step : steps) {
            if (step.type().equals(INGESTED)) {
                for (String rule : step.details().getOrDefault("rules", "").split(",")) {
                    if (!rule.isEmpty()) {
                        open.add(step.eventId() + " " + rule);
                    }
                }
            }
        }
        steps.stream()
                .filter(step -> ENDS.contains(step.type()))
                .forEach(step ->
                        open.remove(step.eventId() + " " + step.details().getOrDefault("rule", "")));
        return !open.isEmpty();
    }

    /**
     * The id that the event keeps, which pipes name as its only resource. What partners name there does not count: they are
     * known by the id of their envelope.
     */
    private String stableId(JsonNode record) {
        JsonNode details = record.path("details");
        boolean own = record.path("resource_arn").asText().equals(coreBus)
                || details.path("caller_account_id").asText().equals(owner);
        JsonNode resources = details.path("resources");
        return own && type(record).equals(INGESTED) && resources.size() == 1
                ? resources.path(0).asText()
                : "";
    }

    private static TraceRecord step(JsonNode record, String subject, Map<String, String> details) {
        String rule = record.path("details").path("rule_arn").asText();
        return new TraceRecord(
                record.path("event_id").asText(),
                subject,
                Instant.ofEpochMilli(record.path("message_timestamp_ms").asLong()),
                type(record),
                rule.isEmpty() ? record.path("resource_arn").asText() : rule,
                details);
    }

    private static Map<String, String> details(JsonNode record) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("rule", rule(record));
        details.put("target", record.path("details").path("target_arn").asText());
        String status = record.path("details").path("final_invocation_status").asText();
        details.put(
                "code",
                status.isEmpty()
                        ? record.path("details").path("invocation_status").asText()
                        : status);
        details.put("message", record.path("error").path("error_message").asText());
        return details;
    }

    private static String rule(JsonNode record) {
        String arn = record.path("details").path("rule_arn").asText();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String type(JsonNode record) {
        return record.path("message_type").asText();
    }

    private static List<JsonNode> parsed(List<String> messages) {
        List<JsonNode> records = new ArrayList<>();
        for (String message : messages) {
            try {
                records.add(JSON.readTree(message));
            } catch (JsonProcessingException e) {
                // Anyone with write access to the log group can write anything.
                continue;
            }
        }
        return records;
    }
}
