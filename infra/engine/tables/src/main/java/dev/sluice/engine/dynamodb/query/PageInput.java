package dev.sluice.engine.dynamodb.query;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.data.Expressions;
import dev.sluice.engine.dynamodb.expression.condition.Filter;
import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.expression.path.Projection;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Query and Scan have in common.
 *
 * @param whole whether attributes that the index does not hold are wanted, which only a local index can give
 */
public record PageInput(
        Table table,
        @Nullable Index index,
        @Nullable Item start,
        @Nullable Filter filter,
        @Nullable Projection projection,
        boolean whole,
        boolean countOnly,
        boolean consistent,
        int limit) {

    private static final String[] SELECT = {"SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"
    };

    static int limit(Input input) {
        return input.number("Limit", 1, Integer.MAX_VALUE).map(Long::intValue).orElse(Integer.MAX_VALUE);
    }

    /** Finds the index first: permissions are on its ARN. */
    static PageInput of(Input input, Table table, Expressions expressions) {
        Index index = input.text("IndexName")
                .map(name -> table.index(name)
                        .orElseThrow(
                                () -> AwsException.validation("The table does not have the specified index: " + name)))
                .orElse(null);
        boolean consistent = input.flag("ConsistentRead").orElse(false);
        if (consistent && index != null && index.global()) {
            throw AwsException.validation("Consistent reads are not supported on global secondary indexes");
        }
        Filter filter = expressions.filter(Kind.FILTER);
        Projection projection = expressions.projection();
        expressions.done();
        if (projection != null) {
            Expressions.rejectPathsIntoKeys(table, projection.paths());
        }
        if (filter != null) {
            Expressions.rejectPathsIntoKeys(table, filter.paths());
        }
        String select = select(input, index, projection);
        boolean whole = select.equals("ALL_ATTRIBUTES") || beyond(table, index, projection);
        if (whole && index != null && index.global()) {
            rejectWhole(table, index, select, projection);
        }
        Item start = StartKey.read(input, table, index);
        int limit = limit(input);
        return new PageInput(table, index, start, filter, projection, whole, select.equals("COUNT"), consistent, limit);
    }

    private static String select(Input input, @Nullable Index index, @Nullable Projection projection) {
        String select = input.word("Select", SELECT).orElse("");
        if (projection != null && !select.isEmpty() && !select.equals("SPECIFIC_ATTRIBUTES")) {
            throw AwsException.validation("Cannot specify the ProjectionExpression when choosing to get " + select);
        }
        if (select.equals("SPECIFIC_ATTRIBUTES") && projection == null) {
            throw AwsException.validation(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                            + " SPECIFIC_ATTRIBUTES");
        }
        if (select.equals("ALL_PROJECTED_ATTRIBUTES") && index == null) {
            throw AwsException.validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        return select;
    }

    private static boolean beyond(Table table, @Nullable Index index, @Nullable Projection projection) {
        return index != null
                && projection != null
                && !index.projectsAll()
                && !missing(table, index, projection).isEmpty();
    }

    private static List<String> missing(Table table, Index index, Projection projection) {
        Set<String> held = index.projected(table.key());
        return projection.paths().stream()
                .map(Path::head)
                .filter(name -> !held.contains(name))
                .toList();
    }

    private static void rejectWhole(Table table, Index index, String select, @Nullable Projection projection) {
        if (index.projectsAll()) {
            return;
        }
        if (projection != null) {
            throw AwsException.validation("One or more parameter values were invalid: Global secondary index "
                    + index.name() + " does not project " + missing(table, index, projection));
        }
        throw AwsException.validation("One or more parameter values were invalid: Select type " + select
                + " is not supported for global secondary index " + index.name()
                + " because its projection type is not ALL");
    }
}
