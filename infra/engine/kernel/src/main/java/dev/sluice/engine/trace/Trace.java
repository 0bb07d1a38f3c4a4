package dev.sluice.engine.trace;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The trace of each event, written in the same transaction as what it records, so that it is never ahead of or behind the
 * truth. The newest {@value TraceIndex#MOST_RECORDS} records are kept. Thread-safe.
 */
public final class Trace {

    private static final int MOST_EVENTS = 100;

    private final Store store;
    private final TraceIndex index;

    public Trace(Store store) {
        this.store = store;
        store.schema("CREATE TABLE IF NOT EXISTS trace_line(seq INTEGER PRIMARY KEY, records INTEGER NOT NULL,"
                + " keys BLOB NOT NULL, text TEXT NOT NULL)");
        this.index = new TraceIndex(store);
    }

    /** Records within the write that does the thing recorded. */
    public void record(Tx tx, TraceRecord record) throws SQLException {
        record(tx, Line.of(List.of(record)));
    }

    /** Records a line made beforehand, off the writer thread. */
    public void record(Tx tx, Line line) throws SQLException {
        PreparedStatement insert = tx.prepare("INSERT INTO trace_line(records, keys, text) VALUES (?, ?, ?)");
        insert.setInt(1, line.records());
        insert.setBytes(2, line.keys());
        insert.setString(3, line.text());
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

    /** A record with its place in the order of recording; those of one line have the same. */
    public record Numbered(long number, TraceRecord record) {}

    /**
     * What is known about an event, oldest first, and about all that share its stable id: of a publisher who gives thousands of
     * events one id, the {@value #MOST_EVENTS} that are found first.
     *
     * @param id of any of its envelopes, or its stable id
     */
    public List<TraceRecord> of(String id) {
        return store.read(tx -> {
            Set<String> names = new LinkedHashSet<>(Set.of(id));
            Map<Long, List<TraceRecord>> found = new TreeMap<>();
            Deque<String> next = new ArrayDeque<>(names);
            while (!next.isEmpty()) {
                for (TraceRecord record : named(tx, next.remove(), found)) {
                    for (String name : List.of(record.eventId(), record.subject())) {
                        if (!name.isEmpty() && names.size() < MOST_EVENTS && names.add(name)) {
                            next.add(name);
                        }
                    }
                }
            }
            return found.values().stream()
                    .flatMap(List::stream)
                    .filter(record -> about(record, names))
                    .toList();
        });
    }

    /** Reads the lines that name {@code name}, as many as there may be events, and answers the records there that do. */
    private List<TraceRecord> named(Tx tx, String name, Map<Long, List<TraceRecord>> found) throws SQLException {
        List<TraceRecord> named = new ArrayList<>();
        List<Long> numbers = index.find(tx, name);
        for (long number : numbers.subList(0, Math.min(numbers.size(), MOST_EVENTS))) {
            if (!found.containsKey(number)) {
                tx.query(
                        row -> found.put(number, Line.records(row.getString(1))),
                        "SELECT text FROM trace_line WHERE seq = ?",
                        number);
            }
            found.getOrDefault(number, List.of()).stream()
                    .filter(record -> about(record, Set.of(name)))
                    .forEach(named::add);
        }
        return named;
    }

    private static boolean about(TraceRecord record, Set<String> names) {
        return names.contains(record.eventId()) || names.contains(record.subject());
    }

    /**
     * What was recorded after the records of this number, oldest first.
     *
     * @param most how many records; a line is not divided, so that the last one may add some
     */
    public List<Numbered> since(long after, int most) {
        List<List<Numbered>> lines = store.read(tx -> tx.query(
                row -> {
                    long number = row.getLong(1);
                    return Line.records(row.getString(2)).stream()
                            .map(record -> new Numbered(number, record))
                            .toList();
                },
                """
                SELECT seq, text FROM trace_line WHERE seq IN (
                    SELECT seq FROM (
                        SELECT seq, records, sum(records) OVER (ORDER BY seq) AS total
                        FROM (SELECT seq, records FROM trace_line WHERE seq > ? ORDER BY seq LIMIT ?))
                    WHERE total - records < ?)
                ORDER BY seq""",
                after,
                most,
                most));
        return lines.stream().flatMap(List::stream).toList();
    }
}
