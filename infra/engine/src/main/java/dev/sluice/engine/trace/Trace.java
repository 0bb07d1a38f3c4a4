package dev.sluice.engine.trace;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way of each event, written in the same transaction as what it tells, so that it is never ahead of or behind the
 * truth. The newest {@value TraceIndex#MOST_RECORDS} records are kept. Thread-safe.
 */
public final class Trace {

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

    /** All that is known about an event, oldest first; {@code id} is the id of any of its envelopes or its stable id. */
    public List<TraceRecord> of(String id) {
        return store.read(tx -> {
            Map<Long, List<TraceRecord>> lines = new TreeMap<>();
            Set<String> names = new LinkedHashSet<>();
            Set<String> more = Set.of(id);
            while (!more.isEmpty()) {
                for (String name : more) {
                    read(tx, index.find(tx, name), lines);
                }
                names.addAll(more);
                more = linked(lines, names);
            }
            return about(lines, names).toList();
        });
    }

    private static void read(Tx tx, List<Long> numbers, Map<Long, List<TraceRecord>> lines) throws SQLException {
        for (long number : numbers) {
            if (!lines.containsKey(number)) {
                tx.query(
                        row -> lines.put(number, Line.records(row.getString(1))),
                        "SELECT text FROM trace_line WHERE seq = ?",
                        number);
            }
        }
    }

    /** The names that stand beside these and are not among them. */
    private static Set<String> linked(Map<Long, List<TraceRecord>> lines, Set<String> names) {
        Set<String> linked = about(lines, names)
                .flatMap(record -> Stream.of(record.eventId(), record.subject()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        linked.removeAll(names);
        linked.remove("");
        return linked;
    }

    private static Stream<TraceRecord> about(Map<Long, List<TraceRecord>> lines, Set<String> names) {
        return lines.values().stream()
                .flatMap(List::stream)
                .filter(record -> names.contains(record.eventId()) || names.contains(record.subject()));
    }

    /**
     * What was recorded after the records of this number, oldest first.
     *
     * @param most how many lines, each of at least one record
     */
    public List<Numbered> since(long after, int most) {
        List<List<Numbered>> lines = store.read(tx -> tx.query(
                row -> {
                    long number = row.getLong(1);
                    return Line.records(row.getString(2)).stream()
                            .map(record -> new Numbered(number, record))
                            .toList();
                },
                "SELECT seq, text FROM trace_line WHERE seq > ? ORDER BY seq LIMIT ?",
                after,
                most));
        return lines.stream().flatMap(List::stream).toList();
    }
}
