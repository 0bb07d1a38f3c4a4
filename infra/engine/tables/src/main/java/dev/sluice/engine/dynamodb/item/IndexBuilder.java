package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.Ttl;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ItemBytes;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Fills new indexes and empties old ones. Filling happens within the write that makes the index, so it is complete when it
 * appears; rows of what is gone are removed in the background, little by little.
 */
public final class IndexBuilder {

    private static final int CHUNK = 500;

    public IndexBuilder(Store store) {
        store.schema(
                "CREATE TABLE IF NOT EXISTS ddb_garbage(kind TEXT, id INTEGER, PRIMARY KEY(kind, id)) WITHOUT ROWID");
    }

    private interface Row {
        void add(ItemKey key, Item item) throws SQLException;
    }

    public void fill(Tx tx, Table table, Index index) throws SQLException {
        each(tx, table, (key, item) -> IndexRows.add(tx, index, key, item));
    }

    public void fill(Tx tx, Table table, Ttl ttl) throws SQLException {
        each(tx, table, (key, item) -> IndexRows.add(tx, ttl, key, item));
    }

    private static void each(Tx tx, Table table, Row row) throws SQLException {
        PreparedStatement statement = tx.prepare("SELECT pk, sk, body FROM ddb_item WHERE tbl = ?");
        statement.setLong(1, table.id());
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                row.add(new ItemKey(rows.getBytes(1), rows.getBytes(2)), ItemBytes.read(rows.getBytes(3)));
            }
        }
    }

    /** Marks the rows of an index as garbage. */
    public void dropIndex(Tx tx, long index) throws SQLException {
        tx.update("INSERT OR IGNORE INTO ddb_garbage(kind, id) VALUES ('index', ?)", index);
    }

    /** Marks the rows of a table and of its indexes as garbage. */
    public void dropTable(Tx tx, Table table) throws SQLException {
        tx.update("INSERT OR IGNORE INTO ddb_garbage(kind, id) VALUES ('table', ?)", table.id());
        for (Index index : table.indexes()) {
            dropIndex(tx, index.id());
        }
        if (table.ttl() != null) {
            dropIndex(tx, table.ttl().indexId());
        }
    }

    /** Removes some garbage; false if there was none. */
    boolean sweep(Tx tx) throws SQLException {
        record Garbage(String kind, long id) {}
        var next = tx.query(
                row -> new Garbage(row.getString(1), row.getLong(2)), "SELECT kind, id FROM ddb_garbage LIMIT 1");
        if (next.isEmpty()) {
            return false;
        }
        Garbage garbage = next.get(0);
        int removed = garbage.kind().equals("table")
                ? tx.update(
                        "DELETE FROM ddb_item WHERE (tbl, pk, sk) IN"
                                + " (SELECT tbl, pk, sk FROM ddb_item WHERE tbl = ? LIMIT " + CHUNK + ")",
                        garbage.id())
                : tx.update(
                        "DELETE FROM ddb_index WHERE (idx, pk, sk, tpk, tsk) IN"
                                + " (SELECT idx, pk, sk, tpk, tsk FROM ddb_index WHERE idx = ? LIMIT " + CHUNK + ")",
                        garbage.id());
        if (removed == 0) {
            tx.update("DELETE FROM ddb_garbage WHERE kind = ? AND id = ?", garbage.kind(), garbage.id());
        }
        return true;
    }
}
