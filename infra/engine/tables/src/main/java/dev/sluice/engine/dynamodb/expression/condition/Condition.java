package dev.sluice.engine.dynamodb.expression.condition;

import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that holds for an item or does not. An item that does not exist is an empty item.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Operators and functions</a>
 */
public sealed interface Condition extends ConditionNode {

    boolean test(Item item);

    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean test(Item item) {
            return left.test(item) && right.test(item);
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean test(Item item) {
            return left.test(item) || right.test(item);
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean test(Item item) {
            return !condition.test(item);
        }
    }

    record Compare(Comparator comparator, Operand left, Operand right) implements Condition {
        @Override
        public boolean test(Item item) {
            return comparator.test(left.of(item), right.of(item));
        }
    }

    record Between(Operand operand, Operand low, Operand high) implements Condition {
        @Override
        public boolean test(Item item) {
            AttributeValue value = operand.of(item);
            return Comparator.GE.test(value, low.of(item)) && Comparator.LE.test(value, high.of(item));
        }
    }

    record In(Operand operand, List<Operand> list) implements Condition {
        @Override
        public boolean test(Item item) {
            AttributeValue value = operand.of(item);
            return list.stream().anyMatch(element -> Comparator.EQ.test(value, element.of(item)));
        }
    }

    record Exists(Path path) implements Condition {
        @Override
        public boolean test(Item item) {
            return path.of(item) != null;
        }
    }

    record NotExists(Path path) implements Condition {
        @Override
        public boolean test(Item item) {
            return path.of(item) == null;
        }
    }

    record HasType(Operand operand, AttributeValue.Type wanted) implements Condition {
        @Override
        public boolean test(Item item) {
            AttributeValue value = operand.of(item);
            return value != null && value.type() == wanted;
        }
    }

    record BeginsWith(Operand operand, Operand prefix) implements Condition {
        @Override
        public boolean test(Item item) {
            AttributeValue value = operand.of(item);
            AttributeValue start = prefix.of(item);
            if (value instanceof AttributeValue.S s && start instanceof AttributeValue.S p) {
                return s.value().startsWith(p.value());
            }
            return value instanceof AttributeValue.B b
                    && start instanceof AttributeValue.B p
                    && b.value().startsWith(p.value());
        }
    }

    record Contains(Operand operand, Operand part) implements Condition {
        @Override
        public boolean test(Item item) {
            AttributeValue whole = operand.of(item);
            AttributeValue wanted = part.of(item);
            return whole != null && wanted != null && contains(whole, wanted);
        }

        private static boolean contains(AttributeValue whole, @Nullable AttributeValue part) {
            if (whole instanceof AttributeValue.L list) {
                return list.value().contains(part);
            } else if (part instanceof AttributeValue.S text) {
                return whole instanceof AttributeValue.S s && s.value().contains(text.value())
                        || whole instanceof AttributeValue.SS set && set.value().contains(text.value());
            } else if (part instanceof AttributeValue.N number) {
                return whole instanceof AttributeValue.NS set && set.value().contains(number.value());
            } else if (part instanceof AttributeValue.B binary) {
                return whole instanceof AttributeValue.B b && b.value().contains(binary.value())
                        || whole instanceof AttributeValue.BS set && set.value().contains(binary.value());
            }
            return false;
        }
    }
}
