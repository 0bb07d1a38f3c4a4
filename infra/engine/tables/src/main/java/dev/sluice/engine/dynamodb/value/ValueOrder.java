package dev.sluice.engine.dynamodb.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** The order of scalar values: numbers by value, strings by their UTF-8 bytes, binaries by unsigned bytes. */
public final class ValueOrder {

    private ValueOrder() {}

    /** Empty if the two are of different types, or of a type without an order. */
    public static OptionalInt compare(AttributeValue left, AttributeValue right) {
        if (left instanceof AttributeValue.N a && right instanceof AttributeValue.N b) {
            return OptionalInt.of(a.value().compareTo(b.value()));
        } else if (left instanceof AttributeValue.S a && right instanceof AttributeValue.S b) {
            return OptionalInt.of(Arrays.compareUnsigned(
                    a.value().getBytes(StandardCharsets.UTF_8), b.value().getBytes(StandardCharsets.UTF_8)));
        } else if (left instanceof AttributeValue.B a && right instanceof AttributeValue.B b) {
            return OptionalInt.of(a.value().compareTo(b.value()));
        }
        return OptionalInt.empty();
    }
}
