package dev.sluice.engine.dynamodb.expression.condition;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.ValueOrder;
import dev.sluice.engine.dynamodb.value.ValueWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds conditions from operators, functions and operands, and checks what can be checked before there is an item. */
public final class Functions {

    private static final Map<String, Integer> OPERANDS = Map.of(
            "attribute_exists", 1,
            "attribute_not_exists", 1,
            "attribute_type", 2,
            "begins_with", 2,
            "contains", 2,
            "size", 1);
    private static final Set<AttributeValue.Type> ORDERED =
            EnumSet.of(AttributeValue.Type.S, AttributeValue.Type.N, AttributeValue.Type.B);
    private static final Set<AttributeValue.Type> SIZELESS =
            EnumSet.of(AttributeValue.Type.N, AttributeValue.Type.BOOL, AttributeValue.Type.NULL);
    private static final Set<AttributeValue.Type> PREFIXES = EnumSet.of(AttributeValue.Type.S, AttributeValue.Type.B);

    private final Kind kind;

    Functions(Kind kind) {
        this.kind = kind;
    }

    /** The function that made this condition, if one did. */
    static Optional<String> name(Condition condition) {
        if (condition instanceof Condition.Exists) {
            return Optional.of("attribute_exists");
        } else if (condition instanceof Condition.NotExists) {
            return Optional.of("attribute_not_exists");
        } else if (condition instanceof Condition.HasType) {
            return Optional.of("attribute_type");
        } else if (condition instanceof Condition.BeginsWith) {
            return Optional.of("begins_with");
        }
        return condition instanceof Condition.Contains ? Optional.of("contains") : Optional.empty();
    }

    ConditionNode call(String name, List<Operand> operands) {
        Integer wanted = OPERANDS.get(name);
        if (wanted == null) {
            throw kind.invalid("Invalid function name; function: " + name);
        }
        if (wanted != operands.size()) {
            throw kind.invalid("Incorrect number of operands for operator or function; operator or function: " + name
                    + ", number of operands: " + operands.size());
        }
        Operand first = operands.get(0);
        return switch (name) {
            case "attribute_exists" -> new Condition.Exists(path(name, first));
            case "attribute_not_exists" -> new Condition.NotExists(path(name, first));
            case "attribute_type" -> new Condition.HasType(first, dataType(operands.get(1)));
            case "begins_with" -> beginsWith(first, operands.get(1));
            case "contains" -> contains(first, operands.get(1));
            default -> size(first);
        };
    }

    Condition compare(Comparator comparator, Operand left, Operand right) {
        requireDistinct(comparator.symbol(), left, right);
        if (comparator.ordering()) {
            requireType(comparator.symbol(), left, ORDERED);
            requireType(comparator.symbol(), right, ORDERED);
        }
        return new Condition.Compare(comparator, left, right);
    }

    Condition between(Operand operand, Operand low, Operand high) {
        requireType("BETWEEN", low, ORDERED);
        requireType("BETWEEN", high, ORDERED);
        if (low instanceof Operand.Literal from && high instanceof Operand.Literal to) {
            String bounds = "lower bound operand: AttributeValue: " + show(from.value())
                    + ", upper bound operand: AttributeValue: " + show(to.value());
            if (from.value().type() != to.value().type()) {
                throw kind.invalid(
                        "The BETWEEN operator requires same data type for lower and upper bounds; " + bounds);
            }
            if (ValueOrder.compare(from.value(), to.value()).orElse(0) > 0) {
                throw kind.invalid("The BETWEEN operator requires upper bound to be greater than or equal to"
                        + " lower bound; " + bounds);
            }
        }
        return new Condition.Between(operand, low, high);
    }

    private Condition beginsWith(Operand operand, Operand prefix) {
        requireDistinct("begins_with", operand, prefix);
        requireType("begins_with", operand, PREFIXES);
        requireType("begins_with", prefix, PREFIXES);
        return new Condition.BeginsWith(operand, prefix);
    }

    private Condition contains(Operand operand, Operand part) {
        requireDistinct("contains", operand, part);
        return new Condition.Contains(operand, part);
    }

    private Operand size(Operand operand) {
        requireType("size", operand, EnumSet.complementOf(EnumSet.copyOf(SIZELESS)));
        return new Operand.Size(operand);
    }

    private Path path(String function, Operand operand) {
        if (operand instanceof Operand.Attribute attribute) {
            return attribute.path();
        }
        throw kind.invalid("Operator or function requires a document path; operator or function: " + function);
    }

    private AttributeValue.Type dataType(Operand operand) {
        if (!(operand instanceof Operand.Literal literal)) {
            throw operandType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
        }
        if (!(literal.value() instanceof AttributeValue.S text)) {
            throw operandType("attribute_type", literal.value().type().name());
        }
        for (AttributeValue.Type type : AttributeValue.Type.values()) {
            if (type.name().equals(text.value())) {
                return type;
            }
        }
        throw kind.invalid("Invalid attribute type name found; type: " + text.value()
                + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }

    private void requireType(String function, Operand operand, Set<AttributeValue.Type> allowed) {
        if (operand instanceof Operand.Literal literal
                && !allowed.contains(literal.value().type())) {
            throw operandType(function, literal.value().type().name());
        }
        if (operand instanceof Operand.Size && !allowed.contains(AttributeValue.Type.N)) {
            throw operandType(function, "N");
        }
    }

    private AwsException operandType(String function, String type) {
        return kind.invalid("Incorrect operand type for operator or function; operator or function: " + function
                + ", operand type: " + type);
    }

    private void requireDistinct(String operator, Operand left, Operand right) {
        if (left instanceof Operand.Attribute a
                && right instanceof Operand.Attribute b
                && a.path().equals(b.path())) {
            throw kind.invalid("The first operand must be distinct from the remaining operands for this operator or"
                    + " function; operator: " + operator + ", first operand: " + a.path());
        }
    }

    private static String show(AttributeValue value) {
        return "{" + value.type() + ":"
                + ValueWriter.value(value).elements().next().asText() + "}";
    }
}
