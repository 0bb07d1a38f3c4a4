package dev.sluice.delivery.message;

import dev.sluice.runtime.batch.TableBatches;
import dev.sluice.runtime.journal.Message;
import dev.sluice.runtime.journal.MessageItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The messages of the journal. A tenant's are listed by the index {@code messages}; each is an item beside the event's other entries.
 * One that is past its time is not there, even before DynamoDB has removed it. Thread-safe.
 */
public final class Messages {

    /** Who began to publish a message and did not finish may be followed by another after this. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String CLAIM = "claimedUntil";

    private final DynamoDbClient client;
    private final TableBatches batches;
    private final String table;
    private final IndexReader index;
    private final InstantSource clock;

    public Messages(DynamoDbClient client, String table, InstantSource clock) {
        this.client = client;
        this.batches = new TableBatches(client);
        this.table = table;
        this.index = new IndexReader(client, table, MessageItem.INDEX, MessageItem.TENANT_KEY, MessageItem.TIME_KEY);
        this.clock = clock;
    }

    /** Keeps a message that is about to be published. */
    public void put(Message message) {
        client.putItem(put -> put.tableName(table).item(MessageItem.of(message)));
    }

    /**
     * Keeps a message that is about to be published, unless there is one of this id: then false. Who claimed it and did not say
     * {@link #published} within 30 seconds has lost it.
     */
    public boolean claim(Message message) {
        Instant now = clock.instant();
        Map<String, AttributeValue> item = new LinkedHashMap<>(MessageItem.of(message));
        item.put(CLAIM, millis(now.plus(LEASE)));
        try {
            client.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(id) OR " + CLAIM + " < :now OR expiresAt < :second")
                    .expressionAttributeValues(Map.of(
                            ":now", millis(now),
                            ":second", AttributeValue.fromN(Long.toString(now.getEpochSecond())))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** The message that was claimed is on the bus. */
    public void published(String id) {
        client.updateItem(
                update -> update.tableName(table).key(MessageItem.key(id)).updateExpression("REMOVE " + CLAIM));
    }

    /** The message could not be published: it is not one. */
    public void withdraw(String id) {
        client.deleteItem(delete -> delete.tableName(table).key(MessageItem.key(id)));
    }

    /** @param tenant whose it must be */
    public Optional<Message> find(String tenant, String id) {
        return Optional.ofNullable(find(tenant, List.of(id)).get(id));
    }

    /** Those of these messages that the tenant has, by id. */
    public Map<String, Message> find(String tenant, Collection<String> ids) {
        Map<String, Message> found = new HashMap<>();
        batches.read(
                table, new LinkedHashSet<>(ids).stream().map(MessageItem::key).toList(), item -> {
                    Message message = MessageItem.read(item);
                    if (message.tenant().equals(tenant) && message.until().isAfter(clock.instant())) {
                        found.put(message.id(), message);
                    }
                });
        return found;
    }

    /**
     * A tenant's messages by time, without their payloads.
     *
     * @param from the {@link MessageItem#sortKey} of one that was seen
     */
    public List<Message> list(
            String tenant, MessageFilter filter, Span span, Optional<String> from, boolean ascending, int limit) {
        return index.read(tenant, span, from, ascending, limit, expression(filter), items -> {
            List<Message> messages =
                    new ArrayList<>(items.stream().map(MessageItem::read).toList());
            messages.removeIf(message -> !message.until().isAfter(clock.instant()));
            return messages;
        });
    }

    /** Removes the payload; false if the tenant has no such message. */
    public boolean expunge(String tenant, String id) {
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(MessageItem.key(id))
                    .updateExpression("REMOVE payload")
                    .conditionExpression(MessageItem.TENANT_KEY + " = :tenant")
                    .expressionAttributeValues(Map.of(":tenant", AttributeValue.fromS(tenant))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static IndexReader.Filter expression(MessageFilter filter) {
        List<String> conditions = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        filter.channel().ifPresent(channel -> {
            conditions.add("contains(channels, :channel)");
            values.put(":channel", AttributeValue.fromS(channel));
        });
        filter.tag().ifPresent(tag -> {
            conditions.add("contains(tags, :tag)");
            values.put(":tag", AttributeValue.fromS(tag));
        });
        if (!filter.types().isEmpty()) {
            List<String> types = new ArrayList<>();
            for (String type : filter.types()) {
                String name = ":type" + types.size();
                types.add(name);
                values.put(name, AttributeValue.fromS(type));
            }
            names.put("#type", "type");
            conditions.add("#type IN (" + String.join(", ", types) + ")");
        }
        return new IndexReader.Filter(String.join(" AND ", conditions), names, values);
    }

    private static AttributeValue millis(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }
}
