package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.dynamodb.stream.Retention;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.Tables;
import dev.sluice.engine.dynamodb.table.Ttl;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.KeyBytes;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.time.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The background work: items whose time is over, stream records older than 24 hours, rows of what was dropped. Works in
 * small writes, so that clients' writes come in between.
 */
public final class Sweeper implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int CHUNK = 100;
    /** DynamoDB leaves items alone that expired more than five years ago. */
    private static final Duration EXPIRY_MAX = Duration.ofDays(5 * 365);

    private final Store store;
    private final Time time;
    private final Tables tables;
    private final Writes writes;
    private final IndexBuilder indexes;
    private final Retention retention;
    private Time.@Nullable Timer timer;
    private boolean closed;

    public Sweeper(Store store, Time time, Tables tables, Writes writes, IndexBuilder indexes, Retention retention) {
        this.store = store;
        this.time = time;
        this.tables = tables;
        this.writes = writes;
        this.indexes = indexes;
        this.retention = retention;
    }

    /** Begins, and goes on until closed. */
    public synchronized void start() {
        if (!closed) {
            timer = time.at(time.now().plus(INTERVAL), this::round);
        }
    }

    private void round() {
        try {
            sweep();
        } catch (StoreBusyException e) {
            LoggerFactory.getLogger(Sweeper.class).warn("the store is busy; sweeping later");
        }
        start();
    }

    /** One small write, and further ones while there is something to do. */
    private void sweep() {
        store.submitFreeing(this::some).whenComplete((more, failure) -> {
            if (failure != null) {
                LoggerFactory.getLogger(Sweeper.class).error("a sweep of DynamoDB's tables failed", failure);
            } else if (more && open()) {
                again();
            }
        });
    }

    private void again() {
        try {
            sweep();
        } catch (StoreBusyException e) {
            LoggerFactory.getLogger(Sweeper.class).debug("the store is busy; the next round goes on", e);
        }
    }

    private synchronized boolean open() {
        return !closed;
    }

    private boolean some(Tx tx) throws SQLException {
        boolean more = retention.trim(tx);
        for (Table table : tables.list()) {
            more |= expire(tx, table);
        }
        return more | indexes.sweep(tx);
    }

    private boolean expire(Tx tx, Table seen) throws SQLException {
        if (seen.ttl() == null) {
            return false;
        }
        Table table = tables.current(tx, seen);
        Ttl ttl = table.ttl();
        if (ttl == null) {
            return false;
        }
        Instant now = time.now();
        List<ItemKey> due = tx.query(
                row -> new ItemKey(row.getBytes(1), row.getBytes(2)),
                "SELECT tpk, tsk FROM ddb_index WHERE idx = ? AND pk >= ? AND pk < ? ORDER BY pk LIMIT " + CHUNK,
                ttl.indexId(),
                KeyBytes.of(AttributeValue.N.of(now.minus(EXPIRY_MAX).getEpochSecond())),
                KeyBytes.of(AttributeValue.N.of(now.getEpochSecond())));
        for (ItemKey key : due) {
            byte[] body = ItemRows.get(tx, table.id(), key);
            if (body != null) {
                writes.expire(tx, table, key, body);
            }
        }
        return due.size() == CHUNK;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
