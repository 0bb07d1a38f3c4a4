package dev.sluice.delivery.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Tasks in the table of the control plane, for ninety days each. Thread-safe. */
public final class Tasks {

    private static final String PARTITION = "task";
    private static final Duration KEPT = Duration.ofDays(90);

    private final DynamoDbClient client;
    private final String table;

    /** @param table with the keys {@code pk} and {@code sk}, whose items expire at {@code expiresAt} */
    public Tasks(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Writing again replaces. */
    public void put(Task task) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(task.id()));
        item.put("kind", s(task.kind()));
        item.put("status", s(task.status().name()));
        Map<String, AttributeValue> data = new LinkedHashMap<>();
        task.data().forEach((name, value) -> data.put(name, s(value)));
        item.put("data", AttributeValue.fromM(data));
        item.put("updatedAt", s(task.updatedAt().toString()));
        item.put(
                "expiresAt",
                AttributeValue.fromN(Long.toString(task.updatedAt().plus(KEPT).getEpochSecond())));
        client.putItem(put -> put.tableName(table).item(item));
    }

    public Optional<Task> find(String id) {
        var found = client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true));
        return found.hasItem() ? Optional.of(read(found.item())) : Optional.empty();
    }

    /**
     * Tasks in the order of their ids, which is that of time.
     *
     * @param from the id of one that was seen
     */
    public List<Task> list(Predicate<Task> wanted, Optional<String> from, boolean ascending, int limit) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", s(PARTITION)));
        from.ifPresent(id -> values.put(":from", s(id)));
        String condition = from.map(id -> ascending ? " AND sk > :from" : " AND sk < :from")
                .orElse("");
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk" + condition)
                .expressionAttributeValues(values)
                .scanIndexForward(ascending)
                .build();
        List<Task> tasks = new ArrayList<>();
        for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
            Task task = read(item);
            if (wanted.test(task)) {
                tasks.add(task);
            }
            if (tasks.size() == limit) {
                break;
            }
        }
        return tasks;
    }

    private static Task read(Map<String, AttributeValue> item) {
        Map<String, String> data = new LinkedHashMap<>();
        attribute(item, "data").m().forEach((name, value) -> data.put(name, value.s()));
        return new Task(
                attribute(item, "sk").s(),
                attribute(item, "kind").s(),
                Task.Status.valueOf(attribute(item, "status").s()),
                data,
                Instant.parse(attribute(item, "updatedAt").s()));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("a task's item has no " + name);
        }
        return value;
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("pk", s(PARTITION), "sk", s(id));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
