package dev.sluice.engine.sqs.disk;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.List;

/**
 * Numbers that only grow, over restarts too: a number that was used once, even for a message that is long deleted, never
 * is reused, so an old receipt handle cannot hit a new message. Reserved on disk in blocks. Used on the writer thread.
 */
public final class Sequence {

    private static final long BLOCK = 100_000;

    private long next;
    private long reserved;

    public Sequence(Store store) {
        store.schema(
                "CREATE TABLE IF NOT EXISTS sqs_sequence(one INTEGER PRIMARY KEY CHECK (one = 1), reserved INTEGER)");
        List<Long> found = store.read(tx -> tx.query(row -> row.getLong(1), "SELECT reserved FROM sqs_sequence"));
        this.next = found.isEmpty() ? 1 : found.get(0) + 1;
        this.reserved = next - 1;
    }

    /** The next number, within a write. */
    public long next(Tx tx) throws SQLException {
        long number = next++;
        if (number > reserved) {
            long upTo = number + BLOCK;
            tx.update("INSERT OR REPLACE INTO sqs_sequence(one, reserved) VALUES (1, ?)", upTo);
            tx.afterCommit(() -> reserved = upTo);
        }
        return number;
    }

    /** The last number given. */
    public long last() {
        return next - 1;
    }
}
