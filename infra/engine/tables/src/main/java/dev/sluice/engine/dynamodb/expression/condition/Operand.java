package dev.sluice.engine.dynamodb.expression.condition;

import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import org.jspecify.annotations.Nullable;

/** What a condition compares. */
public sealed interface Operand extends ConditionNode {

    /** Its value on this item; null if the item has none. */
    @Nullable
    AttributeValue of(Item item);

    /** An attribute, perhaps within a document. */
    record Attribute(Path path) implements Operand {
        @Override
        public @Nullable AttributeValue of(Item item) {
            return path.of(item);
        }
    }

    /** A value of the request. */
    record Literal(AttributeValue value) implements Operand {
        @Override
        public AttributeValue of(Item item) {
            return value;
        }
    }

    /** {@code size(operand)}: null for types without a size. */
    record Size(Operand operand) implements Operand {
        @Override
        public @Nullable AttributeValue of(Item item) {
            AttributeValue value = operand.of(item);
            int size = value == null ? -1 : size(value);
            return size < 0 ? null : AttributeValue.N.of(size);
        }

        private static int size(AttributeValue value) {
            if (value instanceof AttributeValue.S s) {
                return s.value().length();
            } else if (value instanceof AttributeValue.B b) {
                return b.value().length();
            } else if (value instanceof AttributeValue.M m) {
                return m.value().size();
            } else if (value instanceof AttributeValue.L l) {
                return l.value().size();
            } else if (value instanceof AttributeValue.SS ss) {
                return ss.value().size();
            } else if (value instanceof AttributeValue.NS ns) {
                return ns.value().size();
            } else if (value instanceof AttributeValue.BS bs) {
                return bs.value().size();
            }
            return -1;
        }
    }
}
