package dev.sluice.engine.sqs.backlog;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * What FIFO queues accepted in the last five minutes, by deduplication id. On disk, so that it outlives a restart. An id counts
 * in the scope in which it was accepted, the queue or its message group, even if the queue's DeduplicationScope has changed
 * since: a message that is sent again after the change is not delivered twice.
 */
public final class Deduplication {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** The message that was accepted under a deduplication id. */
    public record Accepted(String messageId, long seq) {}

    public Deduplication(Store store) {
        store.schema(
                "CREATE TABLE IF NOT EXISTS sqs_dedup(queue INTEGER, id TEXT, message TEXT NOT NULL, seq INTEGER NOT NULL,"
                        + " until INTEGER NOT NULL, PRIMARY KEY(queue, id)) WITHOUT ROWID");
    }

    /** Asked within the write that would put the message, so that two sends at once cannot both pass. */
    public Optional<Accepted> find(Tx tx, long queue, String group, String id, long now) throws SQLException {
        return tx
                .query(
                        row -> new Accepted(row.getString(1), row.getLong(2)),
                        "SELECT message, seq FROM sqs_dedup WHERE queue = ? AND id IN (?, ?) AND until > ?",
                        queue,
                        id,
                        inGroup(group, id),
                        now)
                .stream()
                .findFirst();
    }

    /** @param perGroup whether the id counts within the group only */
    public void accept(Tx tx, long queue, String group, String id, boolean perGroup, Accepted accepted, long now)
            throws SQLException {
        tx.update(
                "INSERT OR REPLACE INTO sqs_dedup(queue, id, message, seq, until) VALUES (?, ?, ?, ?, ?)",
                queue,
                perGroup ? inGroup(group, id) : id,
                accepted.messageId(),
                accepted.seq(),
                now + INTERVAL.toMillis());
    }

    /** Neither a group nor an id can have a space. */
    private static String inGroup(String group, String id) {
        return group + " " + id;
    }

    /** A purged queue takes again what it had accepted before. */
    public void forget(Tx tx, long queue) throws SQLException {
        tx.update("DELETE FROM sqs_dedup WHERE queue = ?", queue);
    }

    /** Deletes what has lost its meaning. */
    public void trim(Tx tx, long now) throws SQLException {
        tx.update("DELETE FROM sqs_dedup WHERE until <= ?", now);
    }
}
