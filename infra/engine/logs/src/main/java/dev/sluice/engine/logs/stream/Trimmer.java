package dev.sluice.engine.logs.stream;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.logs.group.Groups;
import dev.sluice.engine.logs.group.LogGroup;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.time.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Removes events older than their group's retention and those of dropped streams, in small writes, once a minute. */
public final class Trimmer implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int CHUNK = 500;
    private static final String DELETE = "DELETE FROM log_event WHERE (grp, at, seq, stream) IN"
            + " (SELECT grp, at, seq, stream FROM log_event WHERE %s LIMIT " + CHUNK
            + ") RETURNING stream, LENGTH(CAST(message AS BLOB)) + 26";

    private final Kernel kernel;
    private final Groups groups;
    private Time.@Nullable Timer timer;
    private boolean closed;

    public Trimmer(Kernel kernel, Groups groups) {
        this.kernel = kernel;
        this.groups = groups;
    }

    /** Begins, and goes on until closed. */
    public synchronized void start() {
        if (!closed) {
            timer = kernel.time().at(kernel.time().now().plus(INTERVAL), this::round);
        }
    }

    private void round() {
        try {
            trim();
        } catch (StoreBusyException e) {
            LoggerFactory.getLogger(Trimmer.class).warn("the store is busy; trimming logs later");
        }
        start();
    }

    /** One small write, and further ones while there is something to do. */
    private void trim() {
        kernel.store().submitFreeing(this::some).whenComplete((more, failure) -> {
            if (failure != null) {
                LoggerFactory.getLogger(Trimmer.class).error("trimming logs failed", failure);
            } else if (more && open()) {
                again();
            }
        });
    }

    private void again() {
        try {
            trim();
        } catch (StoreBusyException e) {
            LoggerFactory.getLogger(Trimmer.class).debug("the store is busy; the next round goes on", e);
        }
    }

    private synchronized boolean open() {
        return !closed;
    }

    private record Dropped(long group, long stream) {}

    private boolean some(Tx tx) throws SQLException {
        boolean more = false;
        long now = kernel.time().now().toEpochMilli();
        for (LogGroup group : groups.list()) {
            if (group.retentionDays() > 0) {
                long bound = now - Duration.ofDays(group.retentionDays()).toMillis();
                more |= delete(tx, "grp = ? AND at < ?", group.id(), bound) == CHUNK;
            }
        }
        for (Dropped dropped : tx.query(
                row -> new Dropped(row.getLong(1), row.getLong(2)), "SELECT grp, stream FROM log_dropped LIMIT 10")) {
            int gone = dropped.stream() == 0
                    ? delete(tx, "grp = ?", dropped.group())
                    : delete(tx, "stream = ?", dropped.stream());
            if (gone < CHUNK) {
                tx.update("DELETE FROM log_dropped WHERE grp = ? AND stream = ?", dropped.group(), dropped.stream());
            }
            more = true;
        }
        return more;
    }

    private static int delete(Tx tx, String where, Object... arguments) throws SQLException {
        Map<Long, Long> bytes = new HashMap<>();
        List<Long> gone = tx.query(
                row -> bytes.merge(row.getLong(1), row.getLong(2), Long::sum), DELETE.formatted(where), arguments);
        for (Map.Entry<Long, Long> stream : bytes.entrySet()) {
            tx.update("UPDATE log_stream SET bytes = bytes - ? WHERE id = ?", stream.getValue(), stream.getKey());
        }
        return gone.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
