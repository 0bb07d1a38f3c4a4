package dev.sluice.engine.iam.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code Condition} block of a statement: all of its lines must hold, any of a line's values may.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
 */
public record Conditions(List<Line> lines) {

    /** How a key with several values in the request is judged. */
    enum Of {
        ONE,
        ANY,
        ALL
    }

    /** One operator, one key, its values. */
    record Line(String operator, boolean ifExists, Of set, String key, List<PolicyText> values) {

        boolean hold(Context context) {
            Optional<Context.Value> actual = context.find(key);
            if (operator.equals("Null")) {
                return values.stream()
                        .anyMatch(value -> Boolean.toString(actual.isEmpty()).equalsIgnoreCase(value.text()));
            }
            boolean negative = operator.contains("Not");
            if (actual.filter(this::counts).isEmpty()) {
                return ifExists || set == Of.ALL || negative && set == Of.ONE;
            }
            Operator test = Operator.named(operator);
            List<String> actuals = actual.get().all();
            return set == Of.ALL
                    ? actuals.stream().allMatch(value -> holds(test, negative, value, context))
                    : actuals.stream().anyMatch(value -> holds(test, negative, value, context));
        }

        /** Operators on sets take an empty text for a set without values. */
        private boolean counts(Context.Value actual) {
            return set == Of.ONE || !actual.all().equals(List.of(""));
        }

        private boolean holds(Operator test, boolean negative, String actual, Context context) {
            boolean any = values.stream()
                    .flatMap(value -> value.in(context).stream())
                    .anyMatch(value -> test.holds(value, actual));
            return negative != any;
        }
    }

    public static Conditions of(JsonNode node) {
        List<Line> lines = new ArrayList<>();
        node.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> lines.add(line(operator.getKey(), key.getKey(), key.getValue()))));
        return new Conditions(List.copyOf(lines));
    }

    public boolean hold(Context context) {
        return lines.stream().allMatch(line -> line.hold(context));
    }

    private static Line line(String operator, String key, JsonNode given) {
        Of set = operator.startsWith("ForAllValues:") ? Of.ALL : operator.startsWith("ForAnyValue:") ? Of.ANY : Of.ONE;
        String name = set == Of.ONE ? operator : operator.substring(operator.indexOf(':') + 1);
        boolean ifExists = name.endsWith("IfExists");
        String plain = ifExists ? name.substring(0, name.length() - "IfExists".length()) : name;
        if (!plain.equals("Null")) {
            Operator.named(plain);
        }
        List<PolicyText> values = new ArrayList<>();
        if (given.isArray()) {
            given.forEach(value -> values.add(PolicyText.of(value.asText())));
        } else {
            values.add(PolicyText.of(given.asText()));
        }
        return new Line(plain, ifExists, set, key, List.copyOf(values));
    }
}
