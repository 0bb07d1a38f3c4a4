package dev.sluice.engine.states.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.states.data.Path;
import dev.sluice.engine.states.data.Scope;
import dev.sluice.engine.states.data.StateError;
import dev.sluice.engine.states.data.Template;
import dev.sluice.engine.states.data.Wildcard;
import dev.sluice.engine.time.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Rules of a Choice state.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html">Choice state</a>
 */
final class Choices {

    private static final Set<String> COMPARED = Set.of("String", "Numeric", "Timestamp");
    private static final Set<String> ORDERS =
            Set.of("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals");
    private static final Set<String> TYPES =
            Set.of("IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp");
    private static final Set<String> PLAIN = Set.of("Variable", "Next", "Comment");

    private Choices() {}

    static boolean holds(JsonNode rule, Scope scope) {
        if (rule.has("And")) {
            for (JsonNode part : rule.path("And")) {
                if (!holds(part, scope)) {
                    return false;
                }
            }
            return true;
        }
        if (rule.has("Or")) {
            for (JsonNode part : rule.path("Or")) {
                if (holds(part, scope)) {
                    return true;
                }
            }
            return false;
        }
        if (rule.has("Not")) {
            return !holds(rule.path("Not"), scope);
        }
        String operator = operator(rule);
        String path = rule.path("Variable").asText();
        Optional<JsonNode> variable = Path.parse(path.startsWith("$$") ? path.substring(1) : path)
                .find(path.startsWith("$$") ? scope.context() : scope.input());
        JsonNode wanted = rule.path(operator);
        if (operator.equals("IsPresent")) {
            return wanted.asBoolean() == variable.isPresent();
        }
        JsonNode value = variable.orElseThrow(() -> StateError.runtime(
                "Invalid path '" + path + "': The choice state's condition path references an invalid value."));
        if (TYPES.contains(operator)) {
            return wanted.asBoolean() == isType(operator, value);
        }
        boolean byPath = operator.endsWith("Path");
        return compare(
                byPath ? operator.substring(0, operator.length() - 4) : operator,
                value,
                byPath ? scope.get(wanted.asText()) : wanted);
    }

    private static boolean isType(String operator, JsonNode value) {
        return switch (operator) {
            case "IsNull" -> value.isNull();
            case "IsNumeric" -> value.isNumber();
            case "IsString" -> value.isTextual();
            case "IsBoolean" -> value.isBoolean();
            default -> value.isTextual() && time(value.asText()).isPresent();
        };
    }

    private static boolean compare(String operator, JsonNode value, JsonNode wanted) {
        if (operator.equals("BooleanEquals")) {
            return value.isBoolean() && wanted.isBoolean() && value.asBoolean() == wanted.asBoolean();
        }
        if (operator.equals("StringMatches")) {
            return value.isTextual() && new Wildcard(wanted.asText()).matches(value.asText());
        }
        if (operator.startsWith("String")) {
            return value.isTextual()
                    && wanted.isTextual()
                    && order(operator, value.asText().compareTo(wanted.asText()));
        }
        if (operator.startsWith("Numeric")) {
            return value.isNumber()
                    && wanted.isNumber()
                    && order(operator, value.decimalValue().compareTo(wanted.decimalValue()));
        }
        Optional<Instant> at = value.isTextual() ? time(value.asText()) : Optional.empty();
        Optional<Instant> bound = time(wanted.asText());
        return at.isPresent() && bound.isPresent() && order(operator, at.get().compareTo(bound.get()));
    }

    private static boolean order(String operator, int order) {
        if (operator.endsWith("LessThanEquals")) {
            return order <= 0;
        }
        if (operator.endsWith("GreaterThanEquals")) {
            return order >= 0;
        }
        if (operator.endsWith("LessThan")) {
            return order < 0;
        }
        return operator.endsWith("GreaterThan") ? order > 0 : order == 0;
    }

    static Optional<Instant> time(String text) {
        return Timestamp.parse(text);
    }

    private static String operator(JsonNode rule) {
        for (var member : rule.properties()) {
            if (!PLAIN.contains(member.getKey())) {
                return member.getKey();
            }
        }
        return "";
    }

    static void check(JsonNode rule, String at, BiConsumer<String, String> problem) {
        for (String list : Set.of("And", "Or")) {
            for (int i = 0; i < rule.path(list).size(); i++) {
                check(rule.path(list).path(i), at + "/" + list + "[" + i + "]", problem);
            }
        }
        if (rule.has("Not")) {
            check(rule.path("Not"), at + "/Not", problem);
        }
        if (rule.has("And") || rule.has("Or") || rule.has("Not")) {
            return;
        }
        String operator = operator(rule);
        if (!known(operator)) {
            problem.accept(
                    at,
                    operator.isEmpty() ? "A comparison operator is missing" : "Field is not supported: " + operator);
        }
        Template.expression(rule.path("Variable").asText(), at + "/Variable", problem);
        if (operator.endsWith("Path")) {
            Template.expression(rule.path(operator).asText(), at + "/" + operator, problem);
        }
    }

    private static boolean known(String operator) {
        if (TYPES.contains(operator)
                || Set.of("StringMatches", "BooleanEquals", "BooleanEqualsPath").contains(operator)) {
            return true;
        }
        String plain = operator.endsWith("Path") ? operator.substring(0, operator.length() - 4) : operator;
        return COMPARED.stream()
                .anyMatch(kind -> plain.startsWith(kind) && ORDERS.contains(plain.substring(kind.length())));
    }
}
