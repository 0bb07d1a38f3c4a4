package dev.sluice.runtime.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Messages as items of the journal: one entry {@code 1#message} of the event, and the keys of the index by which a tenant's messages
 * are listed. An item is kept until its message is forgotten.
 */
public final class MessageItem {

    /** The sort key. */
    public static final String ENTRY = "1#message";

    /** The index: its partition key and its sort key. Other entries have neither and are not in it. */
    public static final String INDEX = "messages";

    public static final String TENANT_KEY = "messagesOf";
    public static final String TIME_KEY = "messageAt";

    private MessageItem() {}

    public static Map<String, AttributeValue> of(Message message) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(message.id()));
        item.put(TENANT_KEY, s(message.tenant()));
        item.put(TIME_KEY, s(sortKey(message)));
        item.put("type", s(message.type()));
        message.eventId().ifPresent(name -> item.put("eventId", s(name)));
        texts(item, "channels", message.channels());
        texts(item, "tags", message.tags());
        message.payload().ifPresent(text -> item.put("payload", s(text)));
        item.put("expiresAt", AttributeValue.fromN(Long.toString(message.until().getEpochSecond())));
        return item;
    }

    /** Reads an item, or the part of it that a projection has. */
    public static Message read(Map<String, AttributeValue> item) {
        return new Message(
                text(item, "id"),
                text(item, TENANT_KEY),
                text(item, "type"),
                Instant.ofEpochMilli(Moments.millis(text(item, TIME_KEY))),
                Optional.ofNullable(item.get("eventId")).map(AttributeValue::s),
                texts(item, "channels"),
                texts(item, "tags"),
                Optional.ofNullable(item.get("payload")).map(AttributeValue::s),
                Instant.ofEpochSecond(Long.parseLong(item.getOrDefault("expiresAt", AttributeValue.fromN("0"))
                        .n())));
    }

    /** Where a message stands in its tenant's list. */
    public static String sortKey(Message message) {
        return Moments.from(message.at()) + "#" + message.id();
    }

    public static Map<String, AttributeValue> key(String id) {
        return JournalItem.key(id, ENTRY);
    }

    private static void texts(Map<String, AttributeValue> item, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            item.put(
                    name,
                    AttributeValue.fromL(texts.stream().map(MessageItem::s).toList()));
        }
    }

    private static List<String> texts(Map<String, AttributeValue> item, String name) {
        return JournalItem.list(item, name).stream().map(AttributeValue::s).toList();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("a message of the journal has no " + name);
        }
        return value.s();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
