package dev.sluice.engine.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.store.file.StoreException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that are written together, as one row: those of all events of one request, say. A row costs the only writer much
 * more than a record in it, and making one costs more than writing it: hot paths make it before they enter the writer.
 *
 * @param text a JSON array with, for records in a row of one event at one time, {@code [event, subject, epoch milliseconds,
 *     [type, resource, details] ...]}
 * @param keys the hashes of the events' ids and subjects, 8 bytes each
 * @param records how many
 */
public record Line(String text, byte[] keys, int records) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> DETAILS = new TypeReference<>() {};
    private static final int HEAD = 3;
    private static final int RECORD_CHARS = 240;

    /** @param records in order; those of one event one after the other */
    public static Line of(List<TraceRecord> records) {
        StringBuilder text = new StringBuilder(RECORD_CHARS * records.size()).append('[');
        ByteBuffer keys = ByteBuffer.allocate(2 * Long.BYTES * records.size());
        TraceRecord before = null;
        for (TraceRecord record : records) {
            if (before == null || !together(before, record)) {
                text.append(before == null ? "[" : "],[");
                head(text, record);
                keys(keys, record);
            }
            append(text.append(",["), record.type());
            append(text.append(','), record.resource());
            append(text.append(','), record.details());
            text.append(']');
            before = record;
        }
        text.append(before == null ? "]" : "]]");
        byte[] used = new byte[keys.position()];
        keys.flip().get(used);
        return new Line(text.toString(), used, records.size());
    }

    /** What a line's text says. */
    static List<TraceRecord> records(String text) {
        List<TraceRecord> records = new ArrayList<>();
        for (JsonNode event : parse(text)) {
            for (int i = HEAD; i < event.size(); i++) {
                JsonNode record = event.path(i);
                records.add(new TraceRecord(
                        event.path(0).asText(),
                        event.path(1).asText(),
                        Instant.ofEpochMilli(event.path(2).asLong()),
                        record.path(0).asText(),
                        record.path(1).asText(),
                        JSON.convertValue(record.path(2), DETAILS)));
            }
        }
        return records;
    }

    /** FNV-1a, 64 bits. */
    static long key(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static boolean together(TraceRecord one, TraceRecord next) {
        return next.eventId().equals(one.eventId())
                && next.subject().equals(one.subject())
                && next.at().equals(one.at());
    }

    private static void keys(ByteBuffer keys, TraceRecord record) {
        keys.putLong(key(record.eventId()));
        if (!record.subject().isEmpty()) {
            keys.putLong(key(record.subject()));
        }
    }

    private static void head(StringBuilder text, TraceRecord record) {
        append(text, record.eventId());
        append(text.append(','), record.subject());
        text.append(',').append(record.at().toEpochMilli());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
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
            append(text.append(':'), entry.getValue());
        }
        text.append('}');
    }

    private static void append(StringBuilder text, String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }
}
