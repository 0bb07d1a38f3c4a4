package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.dynamodb.expression.condition.Filter;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write of one item, checked as far as that is possible without the item.
 *
 * @param table as it was when the request came
 * @param key the key attributes
 * @param condition must hold for the item as it is
 * @param oldOnFailure whether the error of a condition that fails shows the item
 */
public record Write(Table table, Item key, @Nullable Filter condition, boolean oldOnFailure, Effect effect) {

    /** Whether no room is needed for it. */
    public boolean frees() {
        return effect instanceof Effect.Delete || effect instanceof Effect.Check;
    }

    /** Two writes with equal targets write the same item. */
    public Object target() {
        return List.of(table.id(), ItemKey.of(table.key(), key));
    }
}
