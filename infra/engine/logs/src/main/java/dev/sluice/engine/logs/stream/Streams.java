package dev.sluice.engine.logs.stream;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.logs.group.LogGroup;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The streams of all groups. A dropped stream's events are trimmed later, and are out of sight at once. Thread-safe. */
public final class Streams {

    private static final String COLUMNS = "id, name, created, (SELECT MIN(at) FROM log_event e WHERE e.stream = s.id),"
            + " last_event, last_ingestion, bytes FROM log_stream s ";

    private final Store store;

    public Streams(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS log_stream(id INTEGER PRIMARY KEY AUTOINCREMENT, grp INTEGER NOT NULL, name TEXT NOT NULL,
                    created INTEGER NOT NULL, last_event INTEGER NOT NULL, last_ingestion INTEGER NOT NULL, bytes INTEGER NOT NULL,
                    last_seq INTEGER NOT NULL, UNIQUE(grp, name));
                CREATE TABLE IF NOT EXISTS log_dropped(grp INTEGER, stream INTEGER, PRIMARY KEY(grp, stream)) WITHOUT ROWID""");
    }

    static AwsException missing() {
        return AwsException.of("ResourceNotFoundException", "The specified log stream does not exist.");
    }

    void create(LogGroup group, String name, long now) {
        store.write(tx -> {
            int created = tx.update(
                    "INSERT OR IGNORE INTO log_stream(grp, name, created, last_event, last_ingestion, bytes, last_seq)"
                            + " VALUES (?, ?, ?, 0, 0, 0, 0)",
                    group.id(),
                    name,
                    now);
            if (created == 0) {
                throw AwsException.of("ResourceAlreadyExistsException", "The specified log stream already exists");
            }
            return true;
        });
    }

    void delete(LogGroup group, String name) {
        store.free(tx -> {
            long id = id(tx, group, name).orElseThrow(Streams::missing);
            tx.update("DELETE FROM log_stream WHERE id = ?", id);
            return tx.update("INSERT OR IGNORE INTO log_dropped(grp, stream) VALUES (?, ?)", group.id(), id);
        });
    }

    /** Drops all streams of a group. */
    public void dropGroup(Tx tx, LogGroup group) throws SQLException {
        tx.update("DELETE FROM log_stream WHERE grp = ?", group.id());
        tx.update("INSERT OR IGNORE INTO log_dropped(grp, stream) VALUES (?, 0)", group.id());
    }

    Optional<Long> id(Tx tx, LogGroup group, String name) throws SQLException {
        return tx
                .query(row -> row.getLong(1), "SELECT id FROM log_stream WHERE grp = ? AND name = ?", group.id(), name)
                .stream()
                .findFirst();
    }

    public long require(LogGroup group, String name) {
        return store.read(tx -> id(tx, group, name)).orElseThrow(Streams::missing);
    }

    /** Up to {@code most} streams by name, from after {@code after} on. */
    List<LogStream> byName(LogGroup group, String prefix, String after, boolean descending, int most) {
        String sql = "SELECT " + COLUMNS + "WHERE grp = ? AND substr(name, 1, ?) = ? AND "
                + (descending ? "(name < ? OR ? = '')" : "(name > ? OR ? = '')") + " ORDER BY name"
                + (descending ? " DESC" : "") + " LIMIT ?";
        return store.read(tx -> tx.query(
                Streams::read, sql, group.id(), prefix.codePointCount(0, prefix.length()), prefix, after, after, most));
    }

    /** All streams of a group by the time of their last event. */
    List<LogStream> byLastEvent(LogGroup group, boolean descending) {
        String way = descending ? " DESC" : "";
        return store.read(tx -> tx.query(
                Streams::read,
                "SELECT " + COLUMNS + "WHERE grp = ? ORDER BY last_event" + way + ", name" + way,
                group.id()));
    }

    /** How many bytes a group's events have. */
    public long bytes(LogGroup group) {
        return store.read(tx -> tx.query(
                        row -> row.getLong(1),
                        "SELECT COALESCE(SUM(bytes), 0) FROM log_stream WHERE grp = ?",
                        group.id()))
                .get(0);
    }

    private static LogStream read(ResultSet row) throws SQLException {
        return new LogStream(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }
}
