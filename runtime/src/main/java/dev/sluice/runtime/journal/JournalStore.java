package dev.sluice.runtime.journal;

import dev.sluice.runtime.batch.TableBatches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The journal in DynamoDB: where admission control, the dispatcher and the sender write what they did, and where it is read.
 * Writing again replaces; reading sees what was written before. Thread-safe.
 */
public final class JournalStore {

    private final DynamoDbClient client;
    private final TableBatches batches;
    private final String table;

    public JournalStore(DynamoDbClient client, String table) {
        this(client, table, new TableBatches(client));
    }

    JournalStore(DynamoDbClient client, String table, TableBatches batches) {
        this.client = client;
        this.batches = batches;
        this.table = table;
    }

    /** Writes all or throws. Of several verdicts about one event the last counts, as if each had been written by itself. */
    public void judged(Collection<RecordedVerdict> verdicts) {
        Map<String, RecordedVerdict> byEvent = new LinkedHashMap<>();
        verdicts.forEach(verdict -> byEvent.put(verdict.eventId(), verdict));
        batches.write(table, byEvent.values().stream().map(JournalItem::of).toList());
    }

    /** Writes all or throws; no two may be of the same event. */
    public void dispatched(Collection<Dispatch> dispatches) {
        dispatched(dispatches, List.of());
    }

    /** Writes all or throws, in the same requests; no two of a kind may be of the same event. */
    public void dispatched(Collection<Dispatch> dispatches, Collection<Message> messages) {
        List<Map<String, AttributeValue>> items = new ArrayList<>(dispatches.size() + messages.size());
        dispatches.forEach(dispatch -> items.add(JournalItem.of(dispatch)));
        messages.forEach(message -> items.add(MessageItem.of(message)));
        batches.write(table, items);
    }

    /** Writes all or throws; no two may have the same key. */
    public void attempted(Collection<Attempt> attempts) {
        batches.write(table, attempts.stream().map(JournalItem::of).toList());
    }

    /** The dispatches of these events that are recorded, by event. */
    public Map<String, Dispatch> dispatches(Collection<String> eventIds) {
        Map<String, Dispatch> found = new HashMap<>();
        batches.read(
                table,
                new HashSet<>(eventIds)
                        .stream()
                                .map(id -> JournalItem.key(id, JournalItem.DISPATCH))
                                .toList(),
                item -> {
                    Dispatch dispatch = JournalItem.dispatch(item);
                    found.put(dispatch.eventId(), dispatch);
                });
        return found;
    }

    /** Those of these attempts that are recorded. */
    public Map<Attempt.Key, Attempt> attempts(Collection<Attempt.Key> keys) {
        Map<Attempt.Key, Attempt> found = new HashMap<>();
        batches.read(table, new HashSet<>(keys).stream().map(JournalItem::key).toList(), item -> {
            Attempt attempt = JournalItem.attempt(item);
            found.put(attempt.key(), attempt);
        });
        return found;
    }

    /** All recorded attempts at one event, by endpoint and number. */
    public List<Attempt> attemptsOf(String eventId) {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("id = :id AND begins_with(entry, :attempt)")
                        .expressionAttributeValues(Map.of(
                                ":id", AttributeValue.fromS(eventId),
                                ":attempt", AttributeValue.fromS(JournalItem.ATTEMPT))))
                .items()
                .stream()
                .map(JournalItem::attempt)
                .toList();
    }

    /** The attempt that an item is, or an entry of an index that has its keys. */
    public static Attempt.Key attemptKey(Map<String, AttributeValue> item) {
        return JournalItem.attemptKey(item);
    }

    /** Removes what a recorded attempt was answered. */
    public void expunge(Attempt.Key key) {
        client.updateItem(update -> update.tableName(table)
                .key(JournalItem.key(key))
                .updateExpression("SET #response = :none REMOVE received")
                .conditionExpression("attribute_exists(id)")
                .expressionAttributeNames(Map.of("#response", "response"))
                .expressionAttributeValues(Map.of(":none", AttributeValue.fromS(""))));
    }

    /** The number of the last recorded attempt at each endpoint for one event. */
    public Map<String, Integer> lastAttempts(String eventId) {
        Map<String, Integer> last = new HashMap<>();
        client.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("id = :id AND begins_with(entry, :attempt)")
                        .projectionExpression("id, entry")
                        .expressionAttributeValues(Map.of(
                                ":id", AttributeValue.fromS(eventId),
                                ":attempt", AttributeValue.fromS(JournalItem.ATTEMPT))))
                .items()
                .forEach(item -> {
                    Attempt.Key key = JournalItem.attemptKey(item);
                    last.merge(key.endpointId(), key.number(), Math::max);
                });
        return last;
    }

    /** The entries of one event, in order. What is kept of it as a message is not one. */
    public List<JournalEntry> of(String eventId) {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(eventId)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(JournalEntry::of)
                .filter(entry -> !entry.entry().equals(MessageItem.ENTRY))
                .toList();
    }

    /** All entries; reads the whole table. */
    public List<JournalEntry> all() {
        return client
                .scanPaginator(scan -> scan.tableName(table)
                        .consistentRead(true)
                        .filterExpression("entry <> :message")
                        .expressionAttributeValues(Map.of(":message", AttributeValue.fromS(MessageItem.ENTRY))))
                .items()
                .stream()
                .map(JournalEntry::of)
                .toList();
    }
}
