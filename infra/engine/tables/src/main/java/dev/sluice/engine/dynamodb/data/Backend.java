package dev.sluice.engine.dynamodb.data;

import dev.sluice.engine.dynamodb.fault.Shortfall;
import dev.sluice.engine.dynamodb.item.Write;
import dev.sluice.engine.dynamodb.item.Writes;
import dev.sluice.engine.dynamodb.table.TableAccess;
import dev.sluice.engine.kernel.Kernel;
import java.util.List;

/** What the operations on items are built on. */
public record Backend(Kernel kernel, TableAccess tables, Writes writes, Shortfall shortfall) {

    /** Commits what {@code work} does for the writes; if they only delete, also while the disk is nearly full. */
    public <T> T write(List<Write> all, dev.sluice.engine.store.Write<T> work) {
        return all.stream().allMatch(Write::frees)
                ? kernel.store().free(work)
                : kernel.store().write(work);
    }
}
