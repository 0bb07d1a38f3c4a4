package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How much is in tables and indexes. Counting takes time, so an answer is kept for a while, as DynamoDB does for hours. */
public final class TableSizes {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Store store;
    private final Time time;
    private final Map<Long, Counted> counted = new ConcurrentHashMap<>();

    public TableSizes(Store store, Time time) {
        this.store = store;
        this.time = time;
    }

    /** Items, and their bytes as stored. */
    public record Size(long items, long bytes) {
        public static final Size NONE = new Size(0, 0);
    }

    /** The size of a table, and of its indexes by name. */
    public record Sizes(Size table, Map<String, Size> indexes) {
        public static final Sizes NONE = new Sizes(Size.NONE, Map.of());
    }

    private record Counted(Instant at, long version, Sizes sizes) {}

    public Sizes of(Table table) {
        Instant now = time.now();
        @Nullable Counted known = counted.get(table.id());
        if (known == null
                || known.version() != table.version()
                || known.at().plus(KEPT).isBefore(now)) {
            known = new Counted(now, table.version(), count(table));
            counted.put(table.id(), known);
        }
        return known.sizes();
    }

    private Sizes count(Table table) {
        return store.read(tx -> {
            Size whole = tx.query(
                            row -> new Size(row.getLong(1), row.getLong(2)),
                            "SELECT count(*), sum(length(pk) + length(sk) + length(body)) FROM ddb_item WHERE tbl = ?",
                            table.id())
                    .get(0);
            Map<String, Size> indexes = new LinkedHashMap<>();
            for (Index index : table.indexes()) {
                tx.query(
                                row -> new Size(row.getLong(1), row.getLong(2)),
                                "SELECT count(*), sum(length(pk) + length(sk) + length(tpk) + length(tsk)) FROM ddb_index"
                                        + " WHERE idx = ?",
                                index.id())
                        .forEach(size -> indexes.put(index.name(), size));
            }
            return new Sizes(whole, indexes);
        });
    }
}
