package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.Ttl;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.KeyBytes;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of secondary indexes: an index key and the key of its item, whose content is read from the item itself. Time to
 * live is one more index, ordered by the time of expiry.
 */
final class IndexRows {

    static final String DDL = """
            CREATE TABLE IF NOT EXISTS ddb_index(idx INTEGER, pk BLOB, sk BLOB, tpk BLOB, tsk BLOB,
                PRIMARY KEY(idx, pk, sk, tpk, tsk)) WITHOUT ROWID""";

    private static final byte[] NONE = new byte[0];

    private IndexRows() {}

    /** Brings all indexes from the old item to the new one. */
    static void update(Tx tx, Table table, ItemKey key, @Nullable Item old, @Nullable Item next) throws SQLException {
        for (Index index : table.indexes()) {
            move(tx, index.id(), key, keyOf(index.key(), old), keyOf(index.key(), next));
        }
        Ttl ttl = table.ttl();
        if (ttl != null) {
            move(tx, ttl.indexId(), key, expiry(ttl, old), expiry(ttl, next));
        }
    }

    /** Adds one item to one new index. */
    static void add(Tx tx, Index index, ItemKey key, Item item) throws SQLException {
        move(tx, index.id(), key, Optional.empty(), keyOf(index.key(), item));
    }

    static void add(Tx tx, Ttl ttl, ItemKey key, Item item) throws SQLException {
        move(tx, ttl.indexId(), key, Optional.empty(), expiry(ttl, item));
    }

    private static void move(Tx tx, long index, ItemKey item, Optional<ItemKey> from, Optional<ItemKey> to)
            throws SQLException {
        if (from.equals(to)) {
            return;
        }
        if (from.isPresent()) {
            run(
                    tx,
                    "DELETE FROM ddb_index WHERE idx = ? AND pk = ? AND sk = ? AND tpk = ? AND tsk = ?",
                    index,
                    from.get(),
                    item);
        }
        if (to.isPresent()) {
            run(
                    tx,
                    "INSERT OR REPLACE INTO ddb_index(idx, pk, sk, tpk, tsk) VALUES (?, ?, ?, ?, ?)",
                    index,
                    to.get(),
                    item);
        }
    }

    private static void run(Tx tx, String sql, long index, ItemKey key, ItemKey item) throws SQLException {
        tx.update(sql, index, key.hash(), key.range(), item.hash(), item.range());
    }

    private static Optional<ItemKey> keyOf(KeySchema schema, @Nullable Item item) {
        return item == null ? Optional.empty() : ItemKey.find(schema, item);
    }

    private static Optional<ItemKey> expiry(Ttl ttl, @Nullable Item item) {
        return item != null && item.get(ttl.attribute()) instanceof AttributeValue.N seconds
                ? Optional.of(new ItemKey(KeyBytes.of(seconds), NONE))
                : Optional.empty();
    }
}
