package dev.sluice.engine.logs.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.util.function.Predicate;

/** A condition on JSON. A comparison with a property that is not there never holds. */
sealed interface JsonCondition {

    boolean holds(JsonNode root);

    record And(JsonCondition left, JsonCondition right) implements JsonCondition {
        @Override
        public boolean holds(JsonNode root) {
            return left.holds(root) && right.holds(root);
        }
    }

    record Or(JsonCondition left, JsonCondition right) implements JsonCondition {
        @Override
        public boolean holds(JsonNode root) {
            return left.holds(root) || right.holds(root);
        }
    }

    record Missing(Selector selector) implements JsonCondition {
        @Override
        public boolean holds(JsonNode root) {
            return selector.select(root).isEmpty();
        }
    }

    /** Any value that the selector leads to passes the test. */
    record Any(Selector selector, Predicate<JsonNode> test) implements JsonCondition {
        @Override
        public boolean holds(JsonNode root) {
            return selector.select(root).stream().anyMatch(test);
        }
    }

    /** A whole pattern: messages that are no JSON do not match. */
    static FilterPattern pattern(JsonCondition condition) {
        return message -> {
            try {
                JsonNode root = Json.parse(message);
                return root.isObject() && condition.holds(root);
            } catch (JsonProcessingException e) {
                return false;
            }
        };
    }

    static Predicate<JsonNode> number(String operator, BigDecimal wanted) {
        return value ->
                value.isNumber() && compare(operator, value.decimalValue().compareTo(wanted));
    }

    private static boolean compare(String operator, int order) {
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** Text with {@code *} for any characters. */
    static Predicate<JsonNode> text(boolean equal, String wanted) {
        if (wanted.indexOf('*') < 0) {
            return value -> value.isValueNode()
                    && !value.isNull()
                    && equal == value.asText().equals(wanted);
        }
        Glob glob = new Glob(wanted);
        return value -> value.isValueNode() && !value.isNull() && equal == glob.matches(value.asText());
    }
}
