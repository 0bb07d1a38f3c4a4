package dev.sluice.engine.dynamodb.expression.condition;

import dev.sluice.engine.dynamodb.expression.token.Token;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.ValueOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The comparison operators. Values of different types are unequal and have no order; nor has a missing value. */
public enum Comparator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    Comparator(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Comparator> of(Token token) {
        return Arrays.stream(values())
                .filter(comparator -> token.symbol(comparator.symbol))
                .findFirst();
    }

    String symbol() {
        return symbol;
    }

    boolean ordering() {
        return this != EQ && this != NE;
    }

    boolean test(@Nullable AttributeValue left, @Nullable AttributeValue right) {
        if (left == null || right == null) {
            return this == NE && (left != null || right != null);
        }
        if (!ordering()) {
            return left.equals(right) == (this == EQ);
        }
        OptionalInt order = ValueOrder.compare(left, right);
        return order.isPresent() && holds(order.getAsInt());
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    /** The operator that holds with its operands exchanged. */
    Comparator mirrored() {
        return switch (this) {
            case EQ -> EQ;
            case NE -> NE;
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
        };
    }
}
