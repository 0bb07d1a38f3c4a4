package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of items. */
public final class ItemRows {

    static final String DDL = """
            CREATE TABLE IF NOT EXISTS ddb_item(tbl INTEGER, pk BLOB, sk BLOB, body BLOB NOT NULL, PRIMARY KEY(tbl, pk, sk))
                WITHOUT ROWID""";

    private ItemRows() {}

    public static byte @Nullable [] get(Tx tx, long table, ItemKey key) throws SQLException {
        List<byte[]> found = tx.query(
                row -> row.getBytes(1),
                "SELECT body FROM ddb_item WHERE tbl = ? AND pk = ? AND sk = ?",
                table,
                key.hash(),
                key.range());
        return found.isEmpty() ? null : found.get(0);
    }

    static void put(Tx tx, long table, ItemKey key, byte[] body) throws SQLException {
        tx.update(
                "INSERT INTO ddb_item(tbl, pk, sk, body) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT(tbl, pk, sk) DO UPDATE SET body = excluded.body",
                table,
                key.hash(),
                key.range(),
                body);
    }

    static void delete(Tx tx, long table, ItemKey key) throws SQLException {
        tx.update("DELETE FROM ddb_item WHERE tbl = ? AND pk = ? AND sk = ?", table, key.hash(), key.range());
    }
}
