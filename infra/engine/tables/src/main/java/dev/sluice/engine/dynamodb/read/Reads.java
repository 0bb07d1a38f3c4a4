package dev.sluice.engine.dynamodb.read;

import dev.sluice.engine.dynamodb.item.ItemKey;
import dev.sluice.engine.dynamodb.item.ItemRows;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ItemBytes;
import dev.sluice.engine.dynamodb.value.Sizes;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads items, within a read or a write of the store. */
public final class Reads {

    /** The most that one page looks at. */
    private static final long PAGE_BYTES = 1 << 20;

    private Reads() {}

    /** The item with this key; null if there is none. */
    public static @Nullable Item get(Tx tx, Table table, Item key) throws SQLException {
        byte[] bytes = ItemRows.get(tx, table.id(), ItemKey.of(table.key(), key));
        return bytes == null ? null : ItemBytes.read(bytes);
    }

    public static Page page(Tx tx, PageRequest request) throws SQLException {
        PageSql query = new PageSql(request);
        PreparedStatement statement = tx.prepare(query.sql());
        for (int i = 0; i < query.arguments().size(); i++) {
            statement.setObject(i + 1, query.arguments().get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
            return collect(request, rows);
        }
    }

    private static Page collect(PageRequest request, ResultSet rows) throws SQLException {
        List<Item> items = new ArrayList<>();
        int scanned = 0;
        long bytes = 0;
        Item last = null;
        while (scanned < request.limit()) {
            if (!rows.next()) {
                return new Page(items, scanned, bytes, null);
            }
            Item stored = ItemBytes.read(rows.getBytes(1));
            Item seen = request.view(stored);
            int size = Sizes.of(seen);
            if (scanned > 0 && bytes + size > PAGE_BYTES) {
                break;
            }
            scanned++;
            bytes += size;
            last = stored;
            if (request.filter() == null || request.filter().test(seen)) {
                items.add(
                        request.projection() == null
                                ? seen
                                : request.projection().of(seen));
            }
        }
        return new Page(items, scanned, bytes, last == null ? null : last.only(request.startNames()));
    }
}
