package dev.sluice.engine.events.archive;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The events of all archives, those of one by the time in their envelopes; and how many and how large they are. */
final class ArchiveTable {

    /** What is in an archive. */
    record Size(long events, long bytes) {}

    private final Store store;
    private final AtomicLong last;

    ArchiveTable(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS event_archive(archive TEXT, time INTEGER, number INTEGER, archived INTEGER NOT NULL,
                    event_id TEXT NOT NULL, subject TEXT NOT NULL, event TEXT NOT NULL, bytes INTEGER NOT NULL,
                    PRIMARY KEY(archive, time, number)) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS event_archive_size(archive TEXT PRIMARY KEY, events INTEGER NOT NULL,
                    bytes INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID""");
        this.last = new AtomicLong(store.read(
                        tx -> tx.query(row -> row.getLong(1), "SELECT coalesce(max(last), 0) FROM event_archive_size"))
                .get(0));
    }

    void add(Tx tx, String archive, ArchivedEvent event, Instant archived) throws SQLException {
        long bytes = event.text().getBytes(StandardCharsets.UTF_8).length;
        long number = last.incrementAndGet();
        tx.update(
                "INSERT INTO event_archive(archive, time, number, archived, event_id, subject, event, bytes)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                archive,
                event.time(),
                number,
                archived.toEpochMilli(),
                event.eventId(),
                event.subject(),
                event.text(),
                bytes);
        tx.update(
                "INSERT INTO event_archive_size(archive, events, bytes, last) VALUES (?, 1, ?, ?) ON CONFLICT(archive)"
                        + " DO UPDATE SET events = events + 1, bytes = bytes + excluded.bytes, last = excluded.last",
                archive,
                bytes,
                number);
    }

    Size size(String archive) {
        return store
                .read(tx -> tx.query(
                        row -> new Size(row.getLong(1), row.getLong(2)),
                        "SELECT events, bytes FROM event_archive_size WHERE archive = ?",
                        archive))
                .stream()
                .findFirst()
                .orElse(new Size(0, 0));
    }

    /** Events in the order of their times, from after a place on to before {@code end}. */
    List<ArchivedEvent> from(String archive, long time, long number, long end, int most) {
        return store.read(tx -> tx.query(
                row -> new ArchivedEvent(
                        row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5)),
                "SELECT time, number, event_id, subject, event FROM event_archive WHERE archive = ?"
                        + " AND (time, number) > (?, ?) AND time < ? ORDER BY time, number LIMIT ?",
                archive,
                time,
                number,
                end,
                most));
    }

    /** Drops some of the events that happened and were archived before {@code before}; answers how many. */
    int trim(Tx tx, String archive, Instant before, int most) throws SQLException {
        List<long[]> old = tx.query(
                row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                "SELECT time, number, bytes FROM event_archive WHERE archive = ? AND time < ? AND archived < ? LIMIT ?",
                archive,
                before.toEpochMilli(),
                before.toEpochMilli(),
                most);
        long bytes = 0;
        for (long[] key : old) {
            tx.update(
                    "DELETE FROM event_archive WHERE archive = ? AND time = ? AND number = ?", archive, key[0], key[1]);
            bytes += key[2];
        }
        tx.update(
                "UPDATE event_archive_size SET events = events - ?, bytes = bytes - ? WHERE archive = ?",
                old.size(),
                bytes,
                archive);
        return old.size();
    }
}
