package dev.sluice.engine.dynamodb.value;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/**
 * How large values are when DynamoDB counts them, in bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item sizes</a>
 */
public final class Sizes {

    /** The largest item: 400 KB, names included. */
    public static final int ITEM_MAX = 400 * 1024;

    private static final int COLLECTION = 3;

    private Sizes() {}

    public static int of(Item item) {
        return attributes(item.attributes());
    }

    private static int attributes(Map<String, AttributeValue> attributes) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            size += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    public static int of(AttributeValue value) {
        if (value instanceof AttributeValue.S s) {
            return utf8(s.value());
        } else if (value instanceof AttributeValue.N n) {
            return number(n.value());
        } else if (value instanceof AttributeValue.B b) {
            return b.value().length();
        } else if (value instanceof AttributeValue.M m) {
            return COLLECTION + m.value().size() + attributes(m.value());
        } else if (value instanceof AttributeValue.L l) {
            return COLLECTION + l.value().size() + sum(l.value());
        } else if (value instanceof AttributeValue.SS ss) {
            return ss.value().stream().mapToInt(Sizes::utf8).sum();
        } else if (value instanceof AttributeValue.NS ns) {
            return ns.value().stream().mapToInt(Sizes::number).sum();
        } else if (value instanceof AttributeValue.BS bs) {
            return bs.value().stream().mapToInt(Binary::length).sum();
        }
        return 1;
    }

    private static int sum(Collection<AttributeValue> values) {
        int size = 0;
        for (AttributeValue value : values) {
            size += of(value);
        }
        return size;
    }

    /** One byte for each two digits, and one more; negative numbers take one byte more. */
    private static int number(BigDecimal number) {
        int sign = number.signum() < 0 ? 1 : 0;
        return (number.precision() + 1) / 2 + 1 + sign;
    }

    /** The length of {@code text} in UTF-8, without encoding it. */
    public static int utf8(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is four bytes: two for each half.
                size += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return size;
    }
}
