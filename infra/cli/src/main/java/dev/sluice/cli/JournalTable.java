package dev.sluice.cli;

import dev.sluice.cli.account.JournalEntry;
import dev.sluice.rules.names.ResourceNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the platform's journal: what the gate, the dispatcher and the sender wrote down. */
public final class JournalTable implements AutoCloseable {

    private static final String TABLE = ResourceNames.DEFAULT.journal();

    private final DynamoDbClient client;

    public JournalTable(Clients clients) {
        this.client = clients.dynamoDb();
    }

    /** The entries of one event, in order. */
    public List<JournalEntry> of(String id) {
        return client
                .queryPaginator(query -> query.tableName(TABLE)
                        .keyConditionExpression("id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(id)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(JournalTable::entry)
                .toList();
    }

    /** All entries. */
    public List<JournalEntry> all() {
        return client.scanPaginator(scan -> scan.tableName(TABLE).consistentRead(true)).items().stream()
                .map(JournalTable::entry)
                .toList();
    }

    private static JournalEntry entry(Map<String, AttributeValue> item) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> matched = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (name.equals("matched")) {
                value.l().forEach(endpoint -> matched.add(endpoint.s()));
            } else if (name.equals("skipped")) {
                value.l().forEach(one -> skipped.put(text(one.m(), "endpointId"), text(one.m(), "reason")));
            } else if (value.s() != null) {
                fields.put(name, value.s());
            } else if (value.n() != null) {
                fields.put(name, value.n());
            }
        });
        return new JournalEntry(
                fields.getOrDefault("id", ""), fields.getOrDefault("entry", ""), fields, matched, skipped);
    }

    private static String text(Map<String, AttributeValue> map, String name) {
        AttributeValue value = map.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    @Override
    public void close() {
        client.close();
    }
}
