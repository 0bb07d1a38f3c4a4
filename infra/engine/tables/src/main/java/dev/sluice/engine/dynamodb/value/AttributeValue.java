package dev.sluice.engine.dynamodb.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of an attribute. Immutable: collections handed to a constructor MUST NOT change afterwards. Two values are equal
 * if DynamoDB's {@code =} says so: sets and maps without regard to order, numbers by value.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
public sealed interface AttributeValue {

    /** The name of the type on the wire. */
    Type type();

    /** The ten data types, by their names on the wire. */
    enum Type {
        S,
        N,
        B,
        BOOL,
        NULL,
        M,
        L,
        SS,
        NS,
        BS
    }

    record S(String value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.S;
        }
    }

    /** A number; {@code value} has no trailing zeros, see {@link Numbers}. */
    record N(BigDecimal value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.N;
        }

        public static N of(long value) {
            return new N(Numbers.normal(BigDecimal.valueOf(value)));
        }
    }

    record B(Binary value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.B;
        }
    }

    record Bool(boolean value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    record Null() implements AttributeValue {
        @Override
        public Type type() {
            return Type.NULL;
        }
    }

    record M(Map<String, AttributeValue> value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.M;
        }
    }

    record L(List<AttributeValue> value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.L;
        }
    }

    record SS(Set<String> value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.SS;
        }
    }

    record NS(Set<BigDecimal> value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.NS;
        }
    }

    record BS(Set<Binary> value) implements AttributeValue {
        @Override
        public Type type() {
            return Type.BS;
        }
    }
}
