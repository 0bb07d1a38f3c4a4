package dev.sluice.tests.contracts.cloud;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A table with the key {@code id} and a stream of new and old images. */
public record Table(Lab lab, String name, String stream) {

    public static Table of(Lab lab) {
        String name = Lab.name("table");
        lab.dynamoDb()
                .createTable(request -> request.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType("S")
                                .build())
                        .streamSpecification(stream ->
                                stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        lab.later(() -> lab.dynamoDb().deleteTable(request -> request.tableName(name)));
        lab.dynamoDb().waiter().waitUntilTableExists(request -> request.tableName(name));
        String stream = lab.dynamoDb()
                .describeTable(request -> request.tableName(name))
                .table()
                .latestStreamArn();
        return new Table(lab, name, stream);
    }

    public void put(String id, String text) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.fromS(id));
        item.put("text", AttributeValue.fromS(text));
        lab.dynamoDb().putItem(request -> request.tableName(name).item(item));
    }

    public void delete(String id) {
        lab.dynamoDb().deleteItem(request -> request.tableName(name).key(Map.of("id", AttributeValue.fromS(id))));
    }
}
