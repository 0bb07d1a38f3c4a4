package dev.sluice.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes and reads any number of items of DynamoDB tables. Items that DynamoDB leaves unprocessed are retried with
 * back-off; if some still remain, that is an error. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
 */
public final class TableBatches {

    private static final int WRITES = 25;
    private static final int READS = 100;

    private final DynamoDbClient client;
    private final Backoff backoff;

    public TableBatches(DynamoDbClient client) {
        this(client, Backoff.standard());
    }

    public TableBatches(DynamoDbClient client, Backoff backoff) {
        this.client = client;
        this.backoff = backoff;
    }

    /**
     * Puts all items or throws; some may be written then.
     *
     * @param items no two of the same key
     * @throws IllegalStateException if DynamoDB leaves some unprocessed at the last try
     */
    public void write(String table, List<Map<String, AttributeValue>> items) {
        List<WriteRequest> writes = new ArrayList<>(items.size());
        for (Map<String, AttributeValue> item : items) {
            writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        for (List<WriteRequest> chunk : Chunks.of(writes, WRITES)) {
            Map<String, List<WriteRequest>> left = Map.of(table, chunk);
            for (int number = 1; number <= backoff.tries() && !left.isEmpty(); number++) {
                backoff.before(number);
                Map<String, List<WriteRequest>> request = left;
                left = client.batchWriteItem(batch -> batch.requestItems(request))
                        .unprocessedItems();
            }
            if (!left.isEmpty()) {
                throw unprocessed(
                        table, "writes", left.getOrDefault(table, List.of()).size(), chunk.size());
            }
        }
    }

    /**
     * Hands each item that exists to {@code each}, in any order; reads see what was written before.
     *
     * @param keys no two the same
     * @throws IllegalStateException if DynamoDB leaves some unprocessed at the last try
     */
    public void read(String table, List<Map<String, AttributeValue>> keys, Consumer<Map<String, AttributeValue>> each) {
        for (List<Map<String, AttributeValue>> chunk : Chunks.of(keys, READS)) {
            Map<String, KeysAndAttributes> left = Map.of(
                    table,
                    KeysAndAttributes.builder().keys(chunk).consistentRead(true).build());
            for (int number = 1; number <= backoff.tries() && !left.isEmpty(); number++) {
                backoff.before(number);
                Map<String, KeysAndAttributes> request = left;
                var response = client.batchGetItem(get -> get.requestItems(request));
                response.responses().getOrDefault(table, List.of()).forEach(each);
                left = response.unprocessedKeys();
            }
            if (!left.isEmpty()) {
                int remaining = left.values().stream()
                        .mapToInt(keysLeft -> keysLeft.keys().size())
                        .sum();
                throw unprocessed(table, "reads", remaining, chunk.size());
            }
        }
    }

    private IllegalStateException unprocessed(String table, String what, int left, int of) {
        return new IllegalStateException("table " + table + ": " + left + " of " + of + " " + what
                + " are still unprocessed after " + backoff.tries()
                + " tries; DynamoDB throttles the table: try again later, or raise its capacity");
    }
}
