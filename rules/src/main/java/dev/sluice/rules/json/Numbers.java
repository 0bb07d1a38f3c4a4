package dev.sluice.rules.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Which numbers are safe to process: a few bytes such as {@code 1e999999999} expand to gigabytes as soon as something compares,
 * rounds or prints them.
 */
public final class Numbers {

    /** The largest exponent; a double reaches 308, a number of DynamoDB 125. */
    public static final int EXPONENT = 1_000;

    private Numbers() {}

    /** Whether the number would be too long if it were spelled out. */
    public static boolean isHuge(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > EXPONENT
                || Math.abs((long) number.scale()) > 2L * EXPONENT;
    }

    /** Makes nodes of numbers that are not huge, and throws an {@link ArithmeticException} for others. */
    static final class Nodes extends JsonNodeFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (number != null && isHuge(number)) {
                throw new ArithmeticException("has an exponent beyond " + EXPONENT);
            }
            return super.numberNode(number);
        }
    }
}
