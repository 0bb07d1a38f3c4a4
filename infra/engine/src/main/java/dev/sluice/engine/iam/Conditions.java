package dev.sluice.engine.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Condition} block of a statement: all of its lines must hold, any of a line's values may.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition operators</a>
 */
record Conditions(List<Line> lines) {

    /** One operator, one key, its values. A context value may hold several values, one a line. */
    record Line(String operator, boolean ifExists, boolean forAll, String key, List<String> values) {

        boolean hold(Map<String, String> context) {
            String actual = lookup(context, key);
            if (operator.equals("Null")) {
                return values.contains(Boolean.toString(actual == null));
            }
            if (actual == null) {
                return ifExists || forAll || operator.contains("Not");
            }
            BiPredicate<String, String> test = test(operator);
            boolean negative = operator.contains("Not");
            List<String> actuals = List.of(actual.split("\n"));
            return forAll
                    ? actuals.stream().allMatch(value -> holds(test, negative, value, context))
                    : actuals.stream().anyMatch(value -> holds(test, negative, value, context));
        }

        private boolean holds(
                BiPredicate<String, String> test, boolean negative, String actual, Map<String, String> context) {
            boolean any = values.stream().anyMatch(value -> test.test(substitute(value, context), actual));
            return negative != any;
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    static Conditions of(JsonNode node) {
        List<Line> lines = new ArrayList<>();
        node.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key ->
                                lines.add(line(operator.getKey(), key.getKey(), Statement.texts(key.getValue())))));
        return new Conditions(List.copyOf(lines));
    }

    boolean hold(Map<String, String> context) {
        return lines.stream().allMatch(line -> line.hold(context));
    }

    private static Line line(String operator, String key, List<String> values) {
        boolean forAll = operator.startsWith("ForAllValues:");
        String name = operator.substring(operator.indexOf(':') + 1);
        boolean ifExists = name.endsWith("IfExists");
        String plain = ifExists ? name.substring(0, name.length() - "IfExists".length()) : name;
        if (!plain.equals("Null")) {
            test(plain);
        }
        return new Line(plain, ifExists, forAll, key, values);
    }

    /** Replaces {@code ${aws:...}} by what the request's context says. */
    static String substitute(String text, Map<String, String> context) {
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
    private static @org.jspecify.annotations.Nullable String lookup(Map<String, String> context, String key) {
        String exact = context.get(key);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, String> entry : context.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** The positive test of an operator: the policy's value first, the request's second. */
    private static BiPredicate<String, String> test(String operator) {
        return switch (operator) {
            case "StringEquals", "StringNotEquals" -> String::equals;
            case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase" -> String::equalsIgnoreCase;
            case "StringLike", "StringNotLike", "ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals" ->
                Wildcards::match;
            case "Bool" -> String::equalsIgnoreCase;
            case "NumericEquals", "NumericNotEquals" -> (value, actual) -> compare(actual, value) == 0;
            case "NumericLessThan" -> (value, actual) -> compare(actual, value) < 0;
            case "NumericLessThanEquals" -> (value, actual) -> compare(actual, value) <= 0;
            case "NumericGreaterThan" -> (value, actual) -> compare(actual, value) > 0;
            case "NumericGreaterThanEquals" -> (value, actual) -> compare(actual, value) >= 0;
            case "IpAddress", "NotIpAddress" -> Networks::contains;
            default ->
                throw AwsException.of(
                        "MalformedPolicyDocument", "The engine does not know the condition operator " + operator + ".");
        };
    }

    private static int compare(String actual, String value) {
        return new BigDecimal(actual).compareTo(new BigDecimal(value));
    }
}
