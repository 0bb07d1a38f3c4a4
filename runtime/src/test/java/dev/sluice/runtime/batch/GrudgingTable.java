package dev.sluice.runtime.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** One table with a key {@code id}, which does only some of each batch. */
final class GrudgingTable implements DynamoDbClient {

    final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    final List<Integer> requested = new ArrayList<>();
    private final int atOnce;

    /** @param atOnce how many of a batch it does; it leaves the rest unprocessed */
    GrudgingTable(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        String table = request.requestItems().keySet().iterator().next();
        List<WriteRequest> writes = request.requestItems().get(table);
        requested.add(writes.size());
        int done = Math.min(atOnce, writes.size());
        writes.subList(0, done)
                .forEach(write -> items.put(
                        write.putRequest().item().get("id").s(),
                        write.putRequest().item()));
        return BatchWriteItemResponse.builder()
                .unprocessedItems(done == writes.size() ? Map.of() : Map.of(table, writes.subList(done, writes.size())))
                .build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        String table = request.requestItems().keySet().iterator().next();
        KeysAndAttributes asked = request.requestItems().get(table);
        requested.add(asked.keys().size());
        int done = Math.min(atOnce, asked.keys().size());
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        for (Map<String, AttributeValue> key : asked.keys().subList(0, done)) {
            Map<String, AttributeValue> item = items.get(key.get("id").s());
            if (item != null) {
                found.add(item);
            }
        }
        List<Map<String, AttributeValue>> left =
                asked.keys().subList(done, asked.keys().size());
        return BatchGetItemResponse.builder()
                .responses(Map.of(table, found))
                .unprocessedKeys(
                        left.isEmpty()
                                ? Map.of()
                                : Map.of(table, asked.toBuilder().keys(left).build()))
                .build();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
