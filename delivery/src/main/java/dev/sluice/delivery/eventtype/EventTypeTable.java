package dev.sluice.delivery.eventtype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Event types in DynamoDB, all in one partition: there are a thousand at most, and they are listed by name. */
public final class EventTypeTable implements EventTypeStore {

    private static final String PARTITION = "event-types";

    private final DynamoDbClient client;
    private final String table;

    public EventTypeTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<KnownType> find(String name) {
        var response = client.getItem(get -> get.tableName(table).key(key(name)).consistentRead(true));
        return response.hasItem() ? Optional.of(read(response.item())) : Optional.empty();
    }

    @Override
    public List<KnownType> all() {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :partition")
                        .expressionAttributeValues(Map.of(":partition", s(PARTITION))))
                .items()
                .stream()
                .map(EventTypeTable::read)
                .toList();
    }

    @Override
    public boolean create(KnownType type) {
        try {
            client.putItem(
                    put -> put.tableName(table).item(item(type)).conditionExpression("attribute_not_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void put(KnownType type) {
        client.putItem(put -> put.tableName(table).item(item(type)));
    }

    @Override
    public void delete(String name) {
        client.deleteItem(delete -> delete.tableName(table).key(key(name)));
    }

    private static Map<String, AttributeValue> key(String name) {
        return Map.of("pk", s(PARTITION), "sk", s(name));
    }

    private static Map<String, AttributeValue> item(KnownType type) {
        Map<String, AttributeValue> item = new HashMap<>(key(type.name()));
        item.put("description", s(type.description()));
        item.put("archived", AttributeValue.fromBool(type.archived()));
        item.put("deprecated", AttributeValue.fromBool(type.deprecated()));
        type.schemas().ifPresent(schemas -> item.put("schemas", s(Json.text(schemas))));
        type.group().ifPresent(group -> item.put("group", s(group)));
        item.put(
                "featureFlags",
                AttributeValue.fromL(
                        type.featureFlags().stream().map(AttributeValue::fromS).toList()));
        item.put("createdAt", s(type.createdAt().toString()));
        item.put("updatedAt", s(type.updatedAt().toString()));
        return item;
    }

    private static KnownType read(Map<String, AttributeValue> item) {
        return new KnownType(
                attribute(item, "sk").s(),
                attribute(item, "description").s(),
                attribute(item, "archived").bool(),
                attribute(item, "deprecated").bool(),
                Optional.ofNullable(item.get("schemas")).map(schemas -> json(schemas.s())),
                Optional.ofNullable(item.get("group")).map(AttributeValue::s),
                attribute(item, "featureFlags").l().stream()
                        .map(AttributeValue::s)
                        .toList(),
                Instant.parse(attribute(item, "createdAt").s()),
                Instant.parse(attribute(item, "updatedAt").s()));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .orElseThrow(() -> new IllegalStateException("an event type's item has no " + name));
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event type's schemas are not JSON", e);
        }
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
