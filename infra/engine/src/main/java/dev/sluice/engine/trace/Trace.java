package dev.sluice.engine.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.StoreException;
import dev.sluice.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The way of each event, written in the same transaction as what it tells, so that it is never ahead of or behind the
 * truth. The newest {@value TraceIndex#MOST_RECORDS} records are kept. Thread-safe.
 */
public final class Trace {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT = "SELECT seq, event_id, subject, at, type, resource, details FROM trace";

    private final Store store;
    private final TraceIndex index;

    public Trace(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS trace(seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL, subject TEXT NOT NULL, at INTEGER NOT NULL,
                    type TEXT NOT NULL, resource TEXT NOT NULL, details TEXT NOT NULL)""");
        this.index = new TraceIndex(store);
    }

    /** Records within the write that does the thing recorded. */
    public void record(Tx tx, TraceRecord record) throws SQLException {
        tx.update(
                "INSERT INTO trace(event_id, subject, at, type, resource, details) VALUES (?, ?, ?, ?, ?, ?)",
                record.eventId(),
                record.subject(),
                record.at().toEpochMilli(),
                record.type(),
                record.resource(),
                record.details().isEmpty() ? "{}" : format(record.details()));
        index.grew(tx);
    }

    /** Records on its own, without waiting for the disk. */
    public void record(TraceRecord record) {
        store.submit(tx -> {
            record(tx, record);
            return true;
        });
    }

    /** All that is known about an event, oldest first; {@code id} is the id of any of its envelopes or its stable id. */
    public List<TraceRecord> of(String id) {
        return store.read(tx -> {
            Map<Long, TraceRecord> found = new TreeMap<>(about(tx, id));
            Set<String> names = new LinkedHashSet<>();
            for (TraceRecord record : found.values()) {
                names.add(record.eventId());
                names.add(record.subject());
            }
            names.remove("");
            names.remove(id);
            for (String name : names) {
                found.putAll(about(tx, name));
            }
            return List.copyOf(found.values());
        });
    }

    /** The records that name {@code id} as event or as subject, and all records of the events that have it as subject. */
    private Map<Long, TraceRecord> about(Tx tx, String id) throws SQLException {
        Map<Long, TraceRecord> found = new TreeMap<>(named(tx, id));
        Set<String> events = new LinkedHashSet<>();
        found.values().stream()
                .filter(record -> record.subject().equals(id))
                .forEach(record -> events.add(record.eventId()));
        events.remove(id);
        for (String event : events) {
            found.putAll(named(tx, event));
        }
        return found;
    }

    private Map<Long, TraceRecord> named(Tx tx, String id) throws SQLException {
        Map<Long, TraceRecord> found = new TreeMap<>();
        for (long number : index.find(tx, id)) {
            tx.query(row -> found.put(row.getLong(1), read(row)), SELECT + " WHERE seq = ?", number);
        }
        tx.query(
                row -> found.put(row.getLong(1), read(row)),
                SELECT + " WHERE seq > ? AND (event_id = ? OR subject = ?)",
                index.indexed(tx),
                id,
                id);
        found.values()
                .removeIf(record ->
                        !record.eventId().equals(id) && !record.subject().equals(id));
        return found;
    }

    /** A record with its place in the order of recording. */
    public record Numbered(long number, TraceRecord record) {}

    /** What was recorded after the record of this number, oldest first. */
    public List<Numbered> since(long after, int most) {
        return store.read(tx -> tx.query(
                row -> new Numbered(row.getLong(1), read(row)),
                SELECT + " WHERE seq > ? ORDER BY seq LIMIT ?",
                after,
                most));
    }

    private static TraceRecord read(ResultSet row) throws SQLException {
        return new TraceRecord(
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                row.getString(6),
                parse(row.getString(7)));
    }

    private static String format(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new StoreException("a trace record cannot be stored", e);
        }
    }

    private static Map<String, String> parse(String details) {
        try {
            return JSON.readValue(details, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored trace record cannot be read", e);
        }
    }
}
