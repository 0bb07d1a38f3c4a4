package dev.sluice.examples.commerce.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A ledger table in memory that knows the one write that the function makes. */
final class LedgerStore implements DynamoDbClient {

    private final Map<String, Map<String, AttributeValue>> rows = new LinkedHashMap<>();

    Map<String, Map<String, AttributeValue>> rows() {
        return rows;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        String id = request.item().get("id").s();
        if (request.conditionExpression().equals("attribute_not_exists(id)") && rows.containsKey(id)) {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .build();
        }
        rows.put(id, request.item());
        return PutItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        rows.clear();
    }
}
