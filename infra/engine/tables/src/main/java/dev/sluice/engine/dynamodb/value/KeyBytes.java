package dev.sluice.engine.dynamodb.value;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Key attributes as bytes whose unsigned order is the order of the values. Within one key attribute all values have one
 * type, so the type is not part of the bytes.
 */
public final class KeyBytes {

    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;
    private static final int EXPONENT_BIAS = 1_000;

    private KeyBytes() {}

    /** @throws IllegalArgumentException if {@code value} is of a type that cannot be a key */
    public static byte[] of(AttributeValue value) {
        if (value instanceof AttributeValue.S s) {
            return s.value().getBytes(StandardCharsets.UTF_8);
        } else if (value instanceof AttributeValue.N n) {
            return number(n.value());
        } else if (value instanceof AttributeValue.B b) {
            return b.value().bytes();
        }
        throw new IllegalArgumentException(value.type() + " cannot be a key");
    }

    /**
     * Sign, exponent, then the digits two by two, ended by a byte below all pairs. Negative numbers have all but the sign
     * inverted.
     */
    static byte[] number(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {ZERO};
        }
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - number.scale() + EXPONENT_BIAS;
        boolean negative = number.signum() < 0;
        int flip = negative ? 0xFF : 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 + digits.length() / 2);
        out.write(negative ? NEGATIVE : POSITIVE);
        out.write((exponent >> 8) ^ flip);
        out.write((exponent & 0xFF) ^ flip);
        for (int i = 0; i < digits.length(); i += 2) {
            int second = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
            int pair = (digits.charAt(i) - '0') * 10 + second;
            out.write((pair + 1) ^ flip);
        }
        out.write(flip);
        return out.toByteArray();
    }

    /** The least bytes above everything that begins with {@code prefix}; null if there are none. */
    public static byte @org.jspecify.annotations.Nullable [] after(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
            length--;
        }
        if (length == 0) {
            return null;
        }
        byte[] next = java.util.Arrays.copyOf(prefix, length);
        next[length - 1]++;
        return next;
    }
}
