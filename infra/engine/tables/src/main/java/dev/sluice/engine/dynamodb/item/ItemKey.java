package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.KeyBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where an item lies: {@code hash} begins with four bytes that spread the partition keys, as DynamoDB does, so that a scan
 * comes in no useful order and can be cut into segments. Equal by content.
 *
 * @param range empty if the key has no sort key
 */
public record ItemKey(byte[] hash, byte[] range) {

    private static final byte[] NONE = new byte[0];
    private static final int SPREAD = 0x9E3779B1;

    /** Of an item whose key attributes have been checked. */
    public static ItemKey of(KeySchema schema, Item item) {
        return find(schema, item).orElseThrow(() -> new IllegalArgumentException("the item lacks a key attribute"));
    }

    /** Empty if the item lacks an attribute of this key, or has it with another type: then no index holds it. */
    static Optional<ItemKey> find(KeySchema schema, Item item) {
        AttributeValue hash = typed(schema.hash(), item);
        AttributeValue range = schema.range() == null ? null : typed(schema.range(), item);
        if (hash == null || schema.range() != null && range == null) {
            return Optional.empty();
        }
        return Optional.of(new ItemKey(hash(hash), range == null ? NONE : KeyBytes.of(range)));
    }

    private static @Nullable AttributeValue typed(KeyAttribute attribute, Item item) {
        AttributeValue value = item.get(attribute.name());
        return value != null && value.type() == attribute.type() ? value : null;
    }

    /** The bytes of a partition key. */
    public static byte[] hash(AttributeValue value) {
        byte[] bytes = KeyBytes.of(value);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int spread = (int) crc.getValue() * SPREAD;
        return ByteBuffer.allocate(4 + bytes.length).putInt(spread).put(bytes).array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemKey key && Arrays.equals(hash, key.hash) && Arrays.equals(range, key.range);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hash) + Arrays.hashCode(range);
    }
}
