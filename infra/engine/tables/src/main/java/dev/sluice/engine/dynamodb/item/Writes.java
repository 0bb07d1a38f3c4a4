package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.stream.Change;
import dev.sluice.engine.dynamodb.stream.StreamLog;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.Tables;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ItemBytes;
import dev.sluice.engine.dynamodb.value.ValueWriter;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes items: condition, item, indexes and stream record in one transaction of the store. */
public final class Writes {

    private final Tables tables;
    private final StreamLog streams;

    public Writes(Store store, Tables tables, StreamLog streams) {
        this.tables = tables;
        this.streams = streams;
        store.schema(ItemRows.DDL);
        store.schema(IndexRows.DDL);
    }

    /**
     * Runs one write within a transaction.
     *
     * @throws AwsException ConditionalCheckFailedException if the condition does not hold; ValidationException if the item
     *     cannot become what the write wants
     */
    public Outcome run(Tx tx, Write write) throws SQLException {
        Table table = tables.current(tx, write.table());
        ItemKey position = ItemKey.of(table.key(), write.key());
        byte[] oldBytes = ItemRows.get(tx, table.id(), position);
        Item old = oldBytes == null ? null : ItemBytes.read(oldBytes);
        if (write.condition() != null && !write.condition().test(old == null ? Item.EMPTY : old)) {
            throw conditionFailed(write, old);
        }
        Item next = write.effect().apply(table, write.key(), old);
        if (old == null ? next != null : !old.equals(next)) {
            replace(tx, table, position, write.key(), old, oldBytes, next, false);
        }
        return new Outcome(old, next);
    }

    /** Removes an item because its time is over. */
    void expire(Tx tx, Table table, ItemKey position, byte[] oldBytes) throws SQLException {
        Item old = ItemBytes.read(oldBytes);
        replace(tx, table, position, old.only(table.key().names()), old, oldBytes, null, true);
    }

    private void replace(
            Tx tx,
            Table table,
            ItemKey position,
            Item key,
            @Nullable Item old,
            byte @Nullable [] oldBytes,
            @Nullable Item next,
            boolean byService)
            throws SQLException {
        byte[] nextBytes = next == null ? null : ItemBytes.write(next);
        if (nextBytes == null) {
            ItemRows.delete(tx, table.id(), position);
        } else {
            ItemRows.put(tx, table.id(), position, nextBytes);
        }
        IndexRows.update(tx, table, position, old, next);
        streams.append(tx, table, new Change(key, old, next, oldBytes, nextBytes, byService));
    }

    private static AwsException conditionFailed(Write write, @Nullable Item old) {
        AwsException failure = AwsException.of("ConditionalCheckFailedException", "The conditional request failed");
        return write.oldOnFailure() && old != null ? failure.with("Item", ValueWriter.item(old)) : failure;
    }
}
