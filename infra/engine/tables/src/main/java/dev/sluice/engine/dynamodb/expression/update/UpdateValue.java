package dev.sluice.engine.dynamodb.expression.update;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The right side of a SET: computed on the item as it was before the update. */
public sealed interface UpdateValue {

    /** @throws AwsException ValidationException if an attribute is missing or of the wrong type */
    AttributeValue of(Item old);

    record Literal(AttributeValue value) implements UpdateValue {
        @Override
        public AttributeValue of(Item old) {
            return value;
        }
    }

    record Attribute(Path path) implements UpdateValue {
        @Override
        public AttributeValue of(Item old) {
            AttributeValue value = path.of(old);
            if (value == null) {
                throw AwsException.validation(
                        "The provided expression refers to an attribute that does not exist in the item");
            }
            return value;
        }
    }

    record IfNotExists(Path path, UpdateValue otherwise) implements UpdateValue {
        @Override
        public AttributeValue of(Item old) {
            AttributeValue value = path.of(old);
            return value == null ? otherwise.of(old) : value;
        }
    }

    /** {@code sign} is 1 for a sum and -1 for a difference. */
    record Sum(UpdateValue left, UpdateValue right, int sign) implements UpdateValue {
        @Override
        public AttributeValue of(Item old) {
            if (left.of(old) instanceof AttributeValue.N a && right.of(old) instanceof AttributeValue.N b) {
                BigDecimal result =
                        sign > 0 ? a.value().add(b.value()) : a.value().subtract(b.value());
                return new AttributeValue.N(Numbers.checked(result));
            }
            throw wrongType();
        }
    }

    record ListAppend(UpdateValue left, UpdateValue right) implements UpdateValue {
        @Override
        public AttributeValue of(Item old) {
            if (left.of(old) instanceof AttributeValue.L a && right.of(old) instanceof AttributeValue.L b) {
                List<AttributeValue> both = new ArrayList<>(a.value());
                both.addAll(b.value());
                return new AttributeValue.L(both);
            }
            throw wrongType();
        }
    }

    static AwsException wrongType() {
        return AwsException.validation("An operand in the update expression has an incorrect data type");
    }
}
