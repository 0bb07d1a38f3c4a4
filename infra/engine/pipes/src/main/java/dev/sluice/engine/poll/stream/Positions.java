package dev.sluice.engine.poll.stream;

import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * How far each reader of a stream has come, on disk: for each partition the number up to which everything is done. Thread-safe.
 */
public final class Positions {

    private final Store store;

    public Positions(Store store) {
        this.store = store;
        store.schema("CREATE TABLE IF NOT EXISTS poll_position(owner TEXT, shard TEXT, partitions TEXT NOT NULL,"
                + " PRIMARY KEY(owner, shard)) WITHOUT ROWID");
    }

    /** One position for each of {@code partitions}; empty texts where none is written. */
    List<String> of(String owner, String shard, int partitions) {
        List<String> found = store.read(tx -> tx.query(
                row -> row.getString(1),
                "SELECT partitions FROM poll_position WHERE owner = ? AND shard = ?",
                owner,
                shard));
        if (found.isEmpty()) {
            return Collections.nCopies(partitions, "");
        }
        List<String> written = List.of(found.get(0).split(",", -1));
        if (written.size() == partitions) {
            return written;
        }
        // Another number of partitions deals the items out differently: only what all partitions had done is done.
        String least = written.stream().min(Positions::compare).orElse("");
        return Collections.nCopies(partitions, least);
    }

    /** Queues the write; a crash before it is on disk repeats work, it loses none. */
    void write(String owner, String shard, List<String> partitions) {
        String text = String.join(",", partitions);
        store.submitFreeing(tx -> tx.update(
                "INSERT OR REPLACE INTO poll_position(owner, shard, partitions) VALUES (?, ?, ?)", owner, shard, text));
    }

    /** Forgets a reader. */
    public void forget(Tx tx, String owner) throws SQLException {
        tx.update("DELETE FROM poll_position WHERE owner = ?", owner);
    }

    /** Compares sequence numbers, which have 21 to 40 digits. */
    static int compare(String one, String other) {
        return one.length() == other.length() ? one.compareTo(other) : Integer.compare(one.length(), other.length());
    }
}
