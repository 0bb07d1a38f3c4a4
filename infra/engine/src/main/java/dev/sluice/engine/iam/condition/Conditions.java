package dev.sluice.engine.iam.condition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Condition} block of a statement: all of its lines must hold, any of a line's values may.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
 */
public record Conditions(List<Line> lines) {

    /** The time of the request in epoch seconds; {@code aws:CurrentTime} is made of it when a policy asks. */
    public static final String EPOCH_TIME = "aws:EpochTime";

    private static final String CURRENT_TIME = "aws:CurrentTime";

    /** How a key with several values in the request is judged. */
    enum Of {
        ONE,
        ANY,
        ALL
    }

    /** One operator, one key, its values. A context value may hold several values, one a line. */
    record Line(String operator, boolean ifExists, Of set, String key, List<String> values) {

        boolean hold(Map<String, String> context) {
            String actual = lookup(context, key);
            if (operator.equals("Null")) {
                return values.stream().anyMatch(Boolean.toString(actual == null)::equalsIgnoreCase);
            }
            boolean negative = operator.contains("Not");
            if (actual == null) {
                return ifExists || set == Of.ALL || negative && set == Of.ONE;
            }
            Operator test = Operator.named(operator);
            List<String> actuals = List.of(actual.split("\n"));
            return set == Of.ALL
                    ? actuals.stream().allMatch(value -> holds(test, negative, value, context))
                    : actuals.stream().anyMatch(value -> holds(test, negative, value, context));
        }

        private boolean holds(Operator test, boolean negative, String actual, Map<String, String> context) {
            boolean any = values.stream().anyMatch(value -> test.holds(substitute(value, context), actual));
            return negative != any;
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    public static Conditions of(JsonNode node) {
        List<Line> lines = new ArrayList<>();
        node.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> lines.add(line(operator.getKey(), key.getKey(), key.getValue()))));
        return new Conditions(List.copyOf(lines));
    }

    public boolean hold(Map<String, String> context) {
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
        List<String> values = new ArrayList<>();
        if (given.isArray()) {
            given.forEach(value -> values.add(value.asText()));
        } else {
            values.add(given.asText());
        }
        return new Line(plain, ifExists, set, key, List.copyOf(values));
    }

    /** Replaces {@code ${aws:...}} by what the request's context says. */
    public static String substitute(String text, Map<String, String> context) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(found -> {
            String value = lookup(context, found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    /** Condition keys are not case-sensitive. */
    private static @Nullable String lookup(Map<String, String> context, String key) {
        String exact = context.get(key);
        if (exact != null) {
            return exact;
        }
        if (key.equalsIgnoreCase(CURRENT_TIME) && context.containsKey(EPOCH_TIME)) {
            return Instant.ofEpochSecond(Long.parseLong(context.getOrDefault(EPOCH_TIME, "0")))
                    .toString();
        }
        for (Map.Entry<String, String> entry : context.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
