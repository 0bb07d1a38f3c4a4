package dev.sluice.delivery.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Reads an index of the journal in the order of its sort key. */
record IndexReader(DynamoDbClient client, String table, String index, String partition, String sort) {

    /** As many entries at a time as are wanted and a few more, for some are filtered. */
    private static final int LEAST = 25;

    private static final int MOST = 500;

    /**
     * A filter that DynamoDB applies before it answers.
     *
     * @param expression over projected attributes; empty for none
     */
    record Filter(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        static final Filter NONE = new Filter("", Map.of(), Map.of());
    }

    /**
     * Takes entries in order until {@code wanted} of them are found.
     *
     * @param from a sort key that was seen; entries come after it in the direction
     * @param take turns some entries, in their order, into what is wanted of them
     */
    <T> List<T> read(
            String value,
            Span span,
            Optional<String> from,
            boolean ascending,
            int wanted,
            Filter filter,
            Function<List<Map<String, AttributeValue>>, List<T>> take) {
        List<T> found = new ArrayList<>();
        Span.Range range = span.range(from, ascending);
        if (range.isEmpty()) {
            return found;
        }
        int chunk = Math.max(LEAST, Math.min(MOST, wanted));
        Map<String, AttributeValue> next = Map.of();
        do {
            QueryRequest.Builder query =
                    query(value, range, filter).scanIndexForward(ascending).limit(chunk);
            if (!next.isEmpty()) {
                query.exclusiveStartKey(next);
            }
            var page = client.query(query.build());
            List<Map<String, AttributeValue>> items = new ArrayList<>(page.items());
            from.ifPresent(seen -> items.removeIf(item -> seen.equals(text(item, sort))));
            found.addAll(take.apply(items));
            next = page.lastEvaluatedKey();
        } while (found.size() < wanted && !next.isEmpty());
        return found.size() > wanted ? found.subList(0, wanted) : found;
    }

    /** How many entries there are. */
    long count(String value, Span span, Filter filter) {
        Span.Range range = span.range(Optional.empty(), true);
        if (range.isEmpty()) {
            return 0;
        }
        long count = 0;
        for (var page : client.queryPaginator(
                query(value, range, filter).select(Select.COUNT).build())) {
            count += page.count();
        }
        return count;
    }

    private QueryRequest.Builder query(String value, Span.Range range, Filter filter) {
        Map<String, String> names = new HashMap<>(filter.names());
        names.put("#partition", partition);
        names.put("#sort", sort);
        Map<String, AttributeValue> values = new HashMap<>(filter.values());
        values.put(":partition", AttributeValue.fromS(value));
        values.put(":low", AttributeValue.fromS(range.low()));
        values.put(":high", AttributeValue.fromS(range.high()));
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#partition = :partition AND #sort BETWEEN :low AND :high")
                .filterExpression(filter.expression().isEmpty() ? null : filter.expression())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? "" : value.s();
    }
}
