package dev.sluice.engine.trace;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        record(tx, Line.of(List.of(record)));
    }

    /** Records a line made beforehand, off the writer thread. */
    public void record(Tx tx, Line line) throws SQLException {
        PreparedStatement insert = tx.prepare(
                "INSERT INTO trace(event_id, subject, at, type, resource, details) VALUES (?, ?, ?, ?, ?, ?)");
        insert.setString(1, line.eventId());
        insert.setString(2, line.subject());
        insert.setLong(3, line.at());
        insert.setString(4, line.type());
        insert.setString(5, line.resource());
        insert.setString(6, line.details());
        insert.executeUpdate();
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
            Map<Long, Line> found = new TreeMap<>(about(tx, id));
            Set<String> names = new LinkedHashSet<>();
            for (Line line : found.values()) {
                names.add(line.eventId());
                names.add(line.subject());
            }
            names.remove("");
            names.remove(id);
            for (String name : names) {
                found.putAll(about(tx, name));
            }
            return found.values().stream()
                    .flatMap(line -> line.records().stream())
                    .toList();
        });
    }

    /** The records that name {@code id} as event or as subject, and all records of the events that have it as subject. */
    private Map<Long, Line> about(Tx tx, String id) throws SQLException {
        Map<Long, Line> found = new TreeMap<>(named(tx, id));
        Set<String> events = new LinkedHashSet<>();
        found.values().stream().filter(line -> line.subject().equals(id)).forEach(line -> events.add(line.eventId()));
        events.remove(id);
        for (String event : events) {
            found.putAll(named(tx, event));
        }
        return found;
    }

    private Map<Long, Line> named(Tx tx, String id) throws SQLException {
        Map<Long, Line> found = new TreeMap<>();
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
                .removeIf(line -> !line.eventId().equals(id) && !line.subject().equals(id));
        return found;
    }

    /** A record with its place in the order of recording; those of one line have the same. */
    public record Numbered(long number, TraceRecord record) {}

    /**
     * What was recorded after the records of this number, oldest first.
     *
     * @param most how many lines, each of at least one record
     */
    public List<Numbered> since(long after, int most) {
        List<List<Numbered>> lines = store.read(tx -> tx.query(
                row -> {
                    long number = row.getLong(1);
                    return read(row).records().stream()
                            .map(record -> new Numbered(number, record))
                            .toList();
                },
                SELECT + " WHERE seq > ? ORDER BY seq LIMIT ?",
                after,
                most));
        return lines.stream().flatMap(List::stream).toList();
    }

    private static Line read(ResultSet row) throws SQLException {
        return new Line(
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }
}
