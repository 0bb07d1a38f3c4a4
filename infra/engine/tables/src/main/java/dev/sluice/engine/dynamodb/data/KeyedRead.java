package dev.sluice.engine.dynamodb.data;

import dev.sluice.engine.dynamodb.expression.path.Projection;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.item.Keys;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import org.jspecify.annotations.Nullable;

/** The read of one item by its key, as GetItem and TransactGetItems describe it. */
public record KeyedRead(Table table, Item key, @Nullable Projection projection) {

    public static KeyedRead of(Table table, Input input) {
        Expressions expressions = new Expressions(input, Kind.PROJECTION);
        Item key = WriteRequest.keyValues(input);
        Projection projection = expressions.projection();
        expressions.done();
        Keys.checkKey(table, key);
        if (projection != null) {
            Expressions.rejectPathsIntoKeys(table, projection.paths());
        }
        return new KeyedRead(table, key, projection);
    }

    public Item view(Item item) {
        return projection == null ? item : projection.of(item);
    }
}
