package dev.sluice.engine.dynamodb.read;

import dev.sluice.engine.dynamodb.expression.condition.Filter;
import dev.sluice.engine.dynamodb.expression.condition.KeyCondition.KeyTest;
import dev.sluice.engine.dynamodb.expression.path.Projection;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page a Query or Scan wants.
 *
 * @param index null to read the table itself
 * @param hash the partition to read; null for a scan
 * @param range what the sort key must be; null for all
 * @param segment which part of the table to scan
 * @param start the key after which to go on; null for the first page
 * @param whole whether to show attributes that the index does not hold
 * @param limit the most items to look at
 */
public record PageRequest(
        Table table,
        @Nullable Index index,
        @Nullable AttributeValue hash,
        @Nullable KeyTest range,
        Segment segment,
        boolean forward,
        @Nullable Item start,
        boolean whole,
        @Nullable Filter filter,
        @Nullable Projection projection,
        int limit) {

    /** One of {@code total} parts of a table. */
    public record Segment(int number, int total) {
        public static final Segment ALL = new Segment(0, 1);
    }

    /** The key that orders the rows to read. */
    public KeySchema schema() {
        return index == null ? table.key() : index.key();
    }

    /** The attributes of LastEvaluatedKey and ExclusiveStartKey. */
    public List<String> startNames() {
        Set<String> names = new LinkedHashSet<>(table.key().names());
        names.addAll(schema().names());
        return List.copyOf(names);
    }

    /** What the reader sees of a stored item. */
    Item view(Item stored) {
        return index == null || whole ? stored : index.project(stored, table.key());
    }
}
