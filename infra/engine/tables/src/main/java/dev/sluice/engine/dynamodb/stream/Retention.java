package dev.sluice.engine.dynamodb.stream;

import dev.sluice.engine.store.Tx;
import dev.sluice.engine.time.Time;
import java.sql.SQLException;
import java.time.Duration;

/** Removes records that are older than 24 hours, and streams that have ended and have no records left. */
public final class Retention {

    static final Duration KEPT = Duration.ofHours(24);
    private static final int CHUNK = 500;

    private final StreamLog log;
    private final Time time;

    public Retention(StreamLog log, Time time) {
        this.log = log;
        this.time = time;
    }

    /** Removes some; true if there may be more. */
    public boolean trim(Tx tx) throws SQLException {
        boolean more = false;
        for (Stream stream : log.list()) {
            more |= trim(tx, stream);
        }
        return more;
    }

    private boolean trim(Tx tx, Stream stream) throws SQLException {
        long cutoff = time.now().minus(KEPT).toEpochMilli();
        var old = tx.query(
                row -> row.getLong(1),
                "SELECT max(seq) FROM (SELECT seq, at FROM ddb_stream_record WHERE stream = ? ORDER BY seq LIMIT "
                        + CHUNK + ") WHERE at < ?",
                stream.id(),
                cutoff);
        long last = old.get(0);
        if (last == 0) {
            forget(tx, stream, cutoff);
            return false;
        }
        int removed = tx.update("DELETE FROM ddb_stream_record WHERE stream = ? AND seq <= ?", stream.id(), last);
        log.documents().put(tx, stream.arn(), stream.trimmedTo(last));
        return removed == CHUNK;
    }

    private void forget(Tx tx, Stream stream, long cutoff) throws SQLException {
        if (stream.disabledAt() != null && stream.disabledAt() < cutoff) {
            log.documents().remove(tx, stream.arn());
        }
    }
}
