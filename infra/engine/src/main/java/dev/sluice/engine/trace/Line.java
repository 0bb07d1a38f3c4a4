package dev.sluice.engine.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of one event that are written together, as one row: its way in and what happened in the same transaction. Making one
 * costs more than writing it, so hot paths make it before they enter the writer.
 *
 * @param at epoch milliseconds
 * @param details one JSON object; or an array of it and, for each further record, {@code [type, resource, details]}
 */
public record Line(String eventId, String subject, long at, String type, String resource, String details) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> DETAILS = new TypeReference<>() {};

    /** @param records of one event at one time, in order; at least one */
    public static Line of(List<TraceRecord> records) {
        TraceRecord first = records.get(0);
        StringBuilder text = new StringBuilder(160);
        if (records.size() == 1) {
            append(text, first.details());
        } else {
            text.append('[');
            append(text, first.details());
            for (TraceRecord more : records.subList(1, records.size())) {
                text.append(",[");
                append(text, more.type());
                text.append(',');
                append(text, more.resource());
                text.append(',');
                append(text, more.details());
                text.append(']');
            }
            text.append(']');
        }
        return new Line(
                first.eventId(),
                first.subject(),
                first.at().toEpochMilli(),
                first.type(),
                first.resource(),
                text.toString());
    }

    List<TraceRecord> records() {
        JsonNode stored = parse();
        if (stored.isObject()) {
            return List.of(record(type, resource, stored));
        }
        List<TraceRecord> records = new ArrayList<>();
        records.add(record(type, resource, stored.path(0)));
        for (int i = 1; i < stored.size(); i++) {
            JsonNode more = stored.path(i);
            records.add(record(more.path(0).asText(), more.path(1).asText(), more.path(2)));
        }
        return records;
    }

    private TraceRecord record(String ofType, String ofResource, JsonNode stored) {
        return new TraceRecord(
                eventId, subject, Instant.ofEpochMilli(at), ofType, ofResource, JSON.convertValue(stored, DETAILS));
    }

    private JsonNode parse() {
        try {
            return JSON.readTree(details);
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored trace record cannot be read", e);
        }
    }

    private static void append(StringBuilder text, Map<String, String> details) {
        text.append('{');
        boolean first = true;
        for (Map.Entry<String, String> entry : details.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            append(text, entry.getKey());
            text.append(':');
            append(text, entry.getValue());
        }
        text.append('}');
    }

    private static void append(StringBuilder text, String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }
}
