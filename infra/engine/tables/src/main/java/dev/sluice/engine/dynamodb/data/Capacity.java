package dev.sluice.engine.dynamodb.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.dynamodb.item.Outcome;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.Sizes;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ConsumedCapacity, for those who ask.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Capacity units</a>
 */
public final class Capacity {

    private static final int READ_BYTES = 4_096;
    private static final int WRITE_BYTES = 1_024;

    private final boolean indexes;
    private final boolean wanted;

    private Capacity(Optional<String> asked) {
        this.wanted = asked.isPresent() && !asked.get().equals("NONE");
        this.indexes = asked.isPresent() && asked.get().equals("INDEXES");
    }

    public static Capacity of(Input input) {
        return new Capacity(input.word("ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE"));
    }

    public boolean wanted() {
        return wanted;
    }

    /** Units of a write, by the larger of the item before and after. */
    public static double write(Outcome outcome) {
        int bytes = Math.max(size(outcome.old()), size(outcome.next()));
        return Math.max(1, (bytes + WRITE_BYTES - 1) / WRITE_BYTES);
    }

    /** Units of reading so many bytes at once. */
    public static double read(long bytes, boolean consistent) {
        long units = Math.max(1, (bytes + READ_BYTES - 1) / READ_BYTES);
        return consistent ? units : units / 2.0;
    }

    public static int size(@Nullable Item item) {
        return item == null ? 0 : Sizes.of(item);
    }

    public void addTo(ObjectNode output, Table table, @Nullable Index index, double units) {
        if (wanted) {
            output.set("ConsumedCapacity", json(table, index, units));
        }
    }

    public ObjectNode json(Table table, @Nullable Index index, double units) {
        ObjectNode json = Json.object().put("TableName", table.name()).put("CapacityUnits", decimal(units));
        if (indexes) {
            json.putObject("Table").put("CapacityUnits", decimal(index == null ? units : 0));
            if (index != null) {
                json.putObject(index.global() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes")
                        .putObject(index.name())
                        .put("CapacityUnits", decimal(units));
            }
        }
        return json;
    }

    private static BigDecimal decimal(double units) {
        return BigDecimal.valueOf(units);
    }
}
