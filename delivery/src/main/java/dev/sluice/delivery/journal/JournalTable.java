package dev.sluice.delivery.journal;

import static dev.sluice.delivery.journal.JournalItem.s;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The journal in DynamoDB.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
public final class JournalTable implements Journal {

    private static final int WRITES = 25;
    private static final int READS = 100;
    private static final int TRIES = 8;

    private final DynamoDbClient client;
    private final String table;

    public JournalTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public void dispatched(Collection<Dispatch> dispatches) {
        write(dispatches.stream().map(JournalItem::of).toList());
    }

    @Override
    public Map<String, Dispatch> dispatches(Collection<String> eventIds) {
        Map<String, Dispatch> found = new HashMap<>();
        read(
                new HashSet<>(eventIds)
                        .stream()
                                .map(id -> JournalItem.key(id, JournalItem.DISPATCH))
                                .toList(),
                item -> found.put(JournalItem.text(item, "id"), JournalItem.dispatch(item)));
        return found;
    }

    @Override
    public void attempted(Collection<Attempt> attempts) {
        write(attempts.stream().map(JournalItem::of).toList());
    }

    @Override
    public Map<Attempt.Key, Attempt> attempts(Collection<Attempt.Key> keys) {
        Map<Attempt.Key, Attempt> found = new HashMap<>();
        read(new HashSet<>(keys).stream().map(JournalItem::key).toList(), item -> {
            Attempt attempt = JournalItem.attempt(item);
            found.put(attempt.key(), attempt);
        });
        return found;
    }

    @Override
    public Map<String, Integer> lastAttempts(String eventId) {
        Map<String, Integer> last = new HashMap<>();
        client.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("id = :id AND begins_with(entry, :attempt)")
                        .projectionExpression("id, entry")
                        .expressionAttributeValues(Map.of(":id", s(eventId), ":attempt", s(JournalItem.ATTEMPT))))
                .items()
                .forEach(item -> {
                    Attempt.Key key = JournalItem.attemptKey(item);
                    last.merge(key.endpointId(), key.number(), Math::max);
                });
        return last;
    }

    private void write(List<Map<String, AttributeValue>> items) {
        List<WriteRequest> writes = new ArrayList<>(items.size());
        for (Map<String, AttributeValue> item : items) {
            writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        for (int from = 0; from < writes.size(); from += WRITES) {
            Map<String, List<WriteRequest>> left =
                    Map.of(table, writes.subList(from, Math.min(writes.size(), from + WRITES)));
            for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
                Map<String, List<WriteRequest>> request = left;
                left = client.batchWriteItem(batch -> batch.requestItems(request))
                        .unprocessedItems();
            }
            if (!left.isEmpty()) {
                throw new IllegalStateException("the journal could not take all entries in " + TRIES + " tries");
            }
        }
    }

    private void read(List<Map<String, AttributeValue>> keys, Consumer<Map<String, AttributeValue>> each) {
        for (int from = 0; from < keys.size(); from += READS) {
            Map<String, KeysAndAttributes> left = Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(keys.subList(from, Math.min(keys.size(), from + READS)))
                            .consistentRead(true)
                            .build());
            for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
                Map<String, KeysAndAttributes> request = left;
                var response = client.batchGetItem(get -> get.requestItems(request));
                response.responses().getOrDefault(table, List.of()).forEach(each);
                left = response.unprocessedKeys();
            }
            if (!left.isEmpty()) {
                throw new IllegalStateException("the journal could not be read in " + TRIES + " tries");
            }
        }
    }
}
