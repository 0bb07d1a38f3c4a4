package dev.sluice.examples.commerce.processing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table {@code processing} in memory that knows the one update that the worker makes. */
final class RowStore implements DynamoDbClient {

    static final String CONDITION = "#status = :requested AND referenceId = :reference";

    private final Map<String, Map<String, AttributeValue>> rows = new HashMap<>();
    private final List<UpdateItemRequest> requests = new ArrayList<>();
    private boolean throttled;

    void put(String id, String reference, String status) {
        rows.put(
                id,
                new HashMap<>(Map.of(
                        "requestId", AttributeValue.fromS(id),
                        "referenceId", AttributeValue.fromS(reference),
                        "status", AttributeValue.fromS(status))));
    }

    Map<String, AttributeValue> row(String id) {
        return rows.getOrDefault(id, Map.of());
    }

    List<UpdateItemRequest> requests() {
        return requests;
    }

    void throttle() {
        throttled = true;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        requests.add(request);
        if (throttled) {
            throw ProvisionedThroughputExceededException.builder()
                    .message("slow down")
                    .build();
        }
        Map<String, AttributeValue> row = row(request.key().get("requestId").s());
        Map<String, AttributeValue> values = request.expressionAttributeValues();
        if (!request.conditionExpression().equals(CONDITION)
                || !values.get(":requested").equals(row.get("status"))
                || !values.get(":reference").equals(row.get("referenceId"))) {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .build();
        }
        for (String assignment :
                request.updateExpression().substring("SET ".length()).split(", ")) {
            String[] sides = assignment.split(" = ");
            row.put(request.expressionAttributeNames().get(sides[0]), values.get(sides[1]));
        }
        return UpdateItemResponse.builder().build();
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
