package dev.sluice.engine.logs.stream;

import dev.sluice.engine.logs.group.LogGroup;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The events of all streams, ordered by group and time. Thread-safe. */
public final class EventLog {

    private static final String COLUMNS = "SELECT e.at, e.seq, e.ingested, e.message, s.name FROM log_event e"
            + " JOIN log_stream s ON s.id = e.stream WHERE ";

    private final Store store;
    private final AtomicLong seq;

    /** The table of streams MUST exist. */
    public EventLog(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS log_event(grp INTEGER, at INTEGER, seq INTEGER, stream INTEGER, ingested INTEGER, message TEXT,
                    PRIMARY KEY(grp, at, seq, stream)) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS log_event_stream ON log_event(stream, at, seq)""");
        seq = new AtomicLong(
                store.read(tx -> tx.query(row -> row.getLong(1), "SELECT COALESCE(MAX(last_seq), 0) FROM log_stream")
                        .get(0)));
    }

    /** Appends a batch within a write; the batch is in order. */
    void append(Tx tx, LogGroup group, long stream, List<InputEvent> batch, long now) throws SQLException {
        PreparedStatement insert =
                tx.prepare("INSERT INTO log_event(grp, at, seq, stream, ingested, message) VALUES (?, ?, ?, ?, ?, ?)");
        long bytes = 0;
        for (InputEvent event : batch) {
            insert.setLong(1, group.id());
            insert.setLong(2, event.at());
            insert.setLong(3, seq.incrementAndGet());
            insert.setLong(4, stream);
            insert.setLong(5, now);
            insert.setString(6, event.message());
            insert.addBatch();
            bytes += event.bytes();
        }
        insert.executeBatch();
        tx.update(
                "UPDATE log_stream SET last_event = MAX(last_event, ?), last_ingestion = ?, bytes = bytes + ?, last_seq = ?"
                        + " WHERE id = ?",
                batch.get(batch.size() - 1).at(),
                now,
                bytes,
                seq.get(),
                stream);
    }

    /** Events of one stream after a position, oldest first. */
    public List<LogEvent> after(long stream, Position after, Span span, int most) {
        return store.read(tx -> tx.query(
                EventLog::read,
                COLUMNS
                        + "e.stream = ? AND (e.at, e.seq) > (?, ?) AND e.at >= ? AND e.at < ? ORDER BY e.at, e.seq LIMIT ?",
                stream,
                after.at(),
                after.seq(),
                span.from(),
                span.to(),
                most));
    }

    /** Events of one stream before a position, newest first. */
    public List<LogEvent> before(long stream, Position before, Span span, int most) {
        return store.read(tx -> tx.query(
                EventLog::read,
                COLUMNS + "e.stream = ? AND (e.at, e.seq) < (?, ?) AND e.at >= ? AND e.at < ?"
                        + " ORDER BY e.at DESC, e.seq DESC LIMIT ?",
                stream,
                before.at(),
                before.seq(),
                span.from(),
                span.to(),
                most));
    }

    /** Events of a group after a position, oldest first. */
    public List<LogEvent> ofGroup(LogGroup group, Position after, Span span, int most) {
        return store.read(tx -> tx.query(
                EventLog::read,
                COLUMNS
                        + "e.grp = ? AND (e.at, e.seq) > (?, ?) AND e.at >= ? AND e.at < ? ORDER BY e.at, e.seq LIMIT ?",
                group.id(),
                after.at(),
                after.seq(),
                span.from(),
                span.to(),
                most));
    }

    private static LogEvent read(ResultSet row) throws SQLException {
        Position position = new Position(row.getLong(1), row.getLong(2));
        return new LogEvent(position, position.at(), row.getLong(3), row.getString(4), row.getString(5));
    }
}
