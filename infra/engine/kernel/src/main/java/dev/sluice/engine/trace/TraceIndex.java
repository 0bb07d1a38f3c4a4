package dev.sluice.engine.trace;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.store.file.StoreException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds lines of the trace by the ids in them. Ids are random, so that one tree of them would be written all over for each
 * event; this index follows in sorted runs that are written once, and readers scan the few thousand newest lines. It also
 * ends what is too old. Thread-safe.
 */
final class TraceIndex {

    /** Records kept; about 2 GB. */
    static final long MOST_RECORDS = 5_000_000;

    private static final int RUN = 8_192;
    private static final int SLICE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(TraceIndex.class);

    private final Store store;
    private final Semaphore work = new Semaphore(1);
    private volatile boolean closing;
    /** Lines since the last run; touched on the writer thread only. */
    private int pending;

    TraceIndex(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS trace_run(last INTEGER PRIMARY KEY, first INTEGER NOT NULL, records INTEGER NOT NULL);
                CREATE TABLE IF NOT EXISTS trace_key(run INTEGER, hash INTEGER, keys BLOB NOT NULL, PRIMARY KEY(run, hash))
                    WITHOUT ROWID""");
        Thread thread = new Thread(this::run, "trace-index");
        thread.setDaemon(true);
        thread.start();
        store.beforeClose(this::close);
    }

    private void close() {
        closing = true;
        work.release();
    }

    /** One more line was written. */
    void grew(Tx tx) {
        if (++pending >= RUN) {
            pending = 0;
            tx.afterCommit(work::release);
        }
    }

    /** Numbers of lines that may be about {@code id}, oldest first: the caller compares the text. */
    List<Long> find(Tx tx, String id) throws SQLException {
        long key = Line.key(id);
        List<Long> found = new ArrayList<>();
        long indexed = 0;
        for (long run : tx.query(row -> row.getLong(1), "SELECT last FROM trace_run ORDER BY last")) {
            indexed = run;
            tx.query(
                    row -> found.addAll(Run.find(row.getBytes(1), key)),
                    "SELECT keys FROM trace_key WHERE run = ? AND hash <= ? ORDER BY hash DESC LIMIT 1",
                    run,
                    key);
        }
        found.addAll(tx.query(
                row -> row.getLong(1),
                "SELECT seq FROM trace_line WHERE seq > ? AND instr(keys, ?) > 0 ORDER BY seq",
                indexed,
                ByteBuffer.allocate(Long.BYTES).putLong(key).array()));
        return found;
    }

    /** The number of the last line that is in a run. */
    long indexed(Tx tx) throws SQLException {
        return tx.query(row -> row.getLong(1), "SELECT coalesce(max(last), 0) FROM trace_run")
                .get(0);
    }

    private void run() {
        try {
            work.acquire();
            while (!closing) {
                catchUp();
                work.acquire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("the store was closed while the trace was being indexed; the next start goes on", e);
        }
    }

    private void catchUp() {
        try {
            boolean more;
            do {
                more = index() || trim(MOST_RECORDS);
            } while (more && !closing);
        } catch (StoreException | StoreBusyException e) {
            LOG.warn("the trace is not indexed further until later: {}", e.toString());
        }
    }

    /** Indexes one run of lines; false if there are too few to be worth it. A run that was begun before is written again. */
    boolean index() {
        long first = store.read(this::indexed) + 1;
        Run run = store.read(tx -> Run.read(tx, first, RUN));
        if (run.lines() < RUN) {
            return false;
        }
        List<Run.Chunk> chunks = run.chunks();
        for (int from = 0; from < chunks.size(); from += SLICE) {
            List<Run.Chunk> slice = chunks.subList(from, Math.min(chunks.size(), from + SLICE));
            store.write(tx -> {
                for (Run.Chunk chunk : slice) {
                    tx.update(
                            "INSERT OR REPLACE INTO trace_key(run, hash, keys) VALUES (?, ?, ?)",
                            run.last(),
                            chunk.hash(),
                            chunk.keys());
                }
                return true;
            });
        }
        store.write(tx -> tx.update(
                "INSERT OR REPLACE INTO trace_run(last, first, records) VALUES (?, ?, ?)",
                run.last(),
                first,
                run.records()));
        return true;
    }

    /** Ends the oldest run of lines if there are too many records. */
    boolean trim(long most) {
        List<Long> runs = store.read(tx -> tx.query(
                row -> row.getLong(1),
                "SELECT last FROM trace_run WHERE (SELECT sum(records) FROM trace_run) > ? ORDER BY last LIMIT 1",
                most));
        for (long run : runs) {
            store.free(tx -> tx.update("DELETE FROM trace_run WHERE last = ?", run));
            delete("DELETE FROM trace_line WHERE seq IN (SELECT seq FROM trace_line WHERE seq <= ? LIMIT 500)", run);
            delete(
                    "DELETE FROM trace_key WHERE (run, hash) IN (SELECT run, hash FROM trace_key WHERE run = ? LIMIT 500)",
                    run);
        }
        return !runs.isEmpty();
    }

    /** In small writes, so that no other write waits long behind one. */
    private void delete(String some, long run) {
        int deleted;
        do {
            deleted = store.free(tx -> tx.update(some, run));
        } while (deleted > 0);
    }
}
