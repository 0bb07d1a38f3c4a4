package dev.sluice.engine.trace;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.StoreException;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds trace records by the ids in them. Ids are random, so that an index kept in step would write a page of the tree for
 * each event; this one follows in sorted runs, and readers scan the few thousand newest records. It also ends what is too
 * old. Thread-safe.
 */
final class TraceIndex {

    /** Records kept; about 2 GB. */
    static final long MOST_RECORDS = 5_000_000;

    private static final int RUN = 16_384;
    private static final int SLICE = 1_024;
    private static final Logger LOG = LoggerFactory.getLogger(TraceIndex.class);

    private record Key(long hash, long seq) {}

    private final Store store;
    private final Semaphore work = new Semaphore(1);
    /** Records since the last run; touched on the writer thread only. */
    private int pending;

    TraceIndex(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS trace_key(hash INTEGER, seq INTEGER, PRIMARY KEY(hash, seq)) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS trace_mark(only INTEGER PRIMARY KEY, indexed INTEGER NOT NULL);
                INSERT OR IGNORE INTO trace_mark(only, indexed) VALUES (1, 0)""");
        Thread thread = new Thread(this::run, "trace-index");
        thread.setDaemon(true);
        thread.start();
    }

    /** One more record was written. */
    void grew(Tx tx) {
        if (++pending >= RUN) {
            pending = 0;
            tx.afterCommit(work::release);
        }
    }

    /** Numbers of records that may be about {@code id}: the caller compares the text. */
    List<Long> find(Tx tx, String id) throws SQLException {
        return tx.query(row -> row.getLong(1), "SELECT seq FROM trace_key WHERE hash = ?", hash(id));
    }

    /** The number of the last record that {@link #find} knows. */
    long indexed(Tx tx) throws SQLException {
        return tx.query(row -> row.getLong(1), "SELECT indexed FROM trace_mark").get(0);
    }

    private void run() {
        try {
            while (true) {
                work.acquire();
                catchUp();
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
                more = index() || trim();
            } while (more);
        } catch (StoreException | StoreBusyException e) {
            LOG.warn("the trace is not indexed further until later: {}", e.toString());
        }
    }

    /** Indexes one run of records; false if there are too few to be worth it. */
    boolean index() {
        long from = store.read(this::indexed);
        long to = from + RUN;
        List<Key> keys = keys(from, to);
        boolean full =
                store.read(tx -> !tx.query(row -> row.getLong(1), "SELECT seq FROM trace WHERE seq >= ? LIMIT 1", to)
                        .isEmpty());
        if (!full) {
            return false;
        }
        inSlices(keys, "INSERT OR IGNORE INTO trace_key(hash, seq) VALUES (?, ?)");
        store.write(tx -> tx.update("UPDATE trace_mark SET indexed = ?", to));
        return true;
    }

    /** Ends the oldest run of records if there are too many. */
    private boolean trim() {
        long lowest = bound("min");
        long highest = bound("max");
        if (highest - lowest < MOST_RECORDS) {
            return false;
        }
        inSlices(keys(lowest - 1, lowest + RUN), "DELETE FROM trace_key WHERE hash = ? AND seq = ?");
        store.write(tx -> tx.update("DELETE FROM trace WHERE seq <= ?", lowest + RUN));
        return true;
    }

    private long bound(String function) {
        return store.read(tx -> tx.query(row -> row.getLong(1), "SELECT " + function + "(seq) FROM trace")
                .get(0));
    }

    private List<Key> keys(long after, long to) {
        List<Key> keys = new ArrayList<>(2 * RUN);
        store.read(tx -> tx.query(
                row -> {
                    keys.add(new Key(hash(row.getString(2)), row.getLong(1)));
                    String subject = row.getString(3);
                    return subject.isEmpty() || keys.add(new Key(hash(subject), row.getLong(1)));
                },
                "SELECT seq, event_id, subject FROM trace WHERE seq > ? AND seq <= ?",
                after,
                to));
        keys.sort(Comparator.comparingLong(Key::hash).thenComparingLong(Key::seq));
        return keys;
    }

    /** Small writes, so that nobody waits long behind one. */
    private void inSlices(List<Key> keys, String sql) {
        for (int from = 0; from < keys.size(); from += SLICE) {
            List<Key> slice = keys.subList(from, Math.min(keys.size(), from + SLICE));
            store.write(tx -> {
                for (Key key : slice) {
                    tx.update(sql, key.hash(), key.seq());
                }
                return true;
            });
        }
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
