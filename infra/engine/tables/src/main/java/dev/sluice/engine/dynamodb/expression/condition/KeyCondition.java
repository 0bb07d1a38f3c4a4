package dev.sluice.engine.dynamodb.expression.condition;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed key condition expression: what each key attribute must be.
 *
 * @param tests by attribute name; one or two
 */
public record KeyCondition(Map<String, KeyTest> tests) {

    /** How a key attribute is compared. */
    public enum Op {
        EQ,
        LT,
        LE,
        GT,
        GE,
        BETWEEN,
        BEGINS_WITH
    }

    /** @param operands two for BETWEEN, else one */
    public record KeyTest(Op op, List<AttributeValue> operands) {}

    /** @throws AwsException ValidationException if {@code expression} is not a conjunction of key tests */
    public static KeyCondition parse(String expression, Placeholders placeholders) {
        Map<String, KeyTest> tests = new LinkedHashMap<>();
        Filter filter = Filter.parse(Kind.KEY_CONDITION, expression, placeholders);
        collect(filter.condition(), tests);
        if (tests.size() > 2) {
            throw AwsException.validation("Conditions can be of length 1 or 2 only");
        }
        return new KeyCondition(tests);
    }

    private static void collect(Condition condition, Map<String, KeyTest> tests) {
        if (condition instanceof Condition.And and) {
            collect(and.left(), tests);
            collect(and.right(), tests);
        } else if (condition instanceof Condition.Compare compare) {
            compare(compare, tests);
        } else if (condition instanceof Condition.Between between) {
            add(tests, Op.BETWEEN, "BETWEEN", List.of(between.operand(), between.low(), between.high()));
        } else if (condition instanceof Condition.BeginsWith begins) {
            add(tests, Op.BEGINS_WITH, "begins_with", List.of(begins.operand(), begins.prefix()));
        } else {
            throw AwsException.validation("Invalid operator used in KeyConditionExpression: " + operator(condition));
        }
    }

    private static String operator(Condition condition) {
        if (condition instanceof Condition.Or) {
            return "OR";
        } else if (condition instanceof Condition.Not) {
            return "NOT";
        } else if (condition instanceof Condition.In) {
            return "IN";
        }
        return Functions.name(condition).orElse("<>");
    }

    private static void compare(Condition.Compare compare, Map<String, KeyTest> tests) {
        if (compare.comparator() == Comparator.NE) {
            throw AwsException.validation("Invalid operator used in KeyConditionExpression: <>");
        }
        boolean mirrored = !(compare.left() instanceof Operand.Attribute);
        Comparator comparator = mirrored ? compare.comparator().mirrored() : compare.comparator();
        Operand first = mirrored ? compare.right() : compare.left();
        Operand second = mirrored ? compare.left() : compare.right();
        add(tests, Op.valueOf(comparator.name()), null, List.of(first, second));
    }

    private static void add(
            Map<String, KeyTest> tests,
            Op op,
            @org.jspecify.annotations.Nullable String operator,
            List<Operand> operands) {
        if (operands.stream().anyMatch(Operand.Size.class::isInstance)) {
            throw AwsException.validation("KeyConditionExpressions cannot contain nested operations");
        }
        if (!(operands.get(0) instanceof Operand.Attribute attribute)) {
            throw AwsException.validation("Invalid condition in KeyConditionExpression: "
                    + (operator == null
                            ? "No key attribute specified"
                            : operator + " operator must have the key attribute as its first operand"));
        }
        if (attribute.path().nested()) {
            throw AwsException.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        List<AttributeValue> values = new ArrayList<>();
        for (Operand operand : operands.subList(1, operands.size())) {
            if (!(operand instanceof Operand.Literal literal)) {
                throw AwsException.validation("Invalid condition in KeyConditionExpression:"
                        + " Multiple attribute names used in one condition");
            }
            values.add(literal.value());
        }
        if (tests.putIfAbsent(attribute.path().head(), new KeyTest(op, values)) != null) {
            throw AwsException.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }
}
