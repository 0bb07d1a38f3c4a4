package dev.sluice.engine.iam.condition;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.network.Cidr;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * The test of one condition operator, without its negation. What cannot be read as the operator's type does not match.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition operators</a>
 */
@FunctionalInterface
interface Operator {

    /** Decimal, in ASCII digits, with at most three digits of exponent. */
    Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,100}(\\.\\d{0,100})?|\\.\\d{1,100})([eE][+-]?\\d{1,3})?");

    /** @param value the policy's */
    boolean holds(Glob value, String actual);

    /** @throws AwsException MalformedPolicyDocument if IAM has no such operator */
    static Operator named(String name) {
        return switch (name) {
            case "StringEquals", "StringNotEquals", "BinaryEquals" ->
                (value, actual) -> value.literal().equals(actual);
            case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool" ->
                (value, actual) -> sameButForCase(value.literal(), actual);
            case "StringLike", "StringNotLike" -> Glob::matches;
            case "ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals" -> Operator::arn;
            case "IpAddress", "NotIpAddress" -> (value, actual) -> Cidr.contains(value.literal(), actual);
            case "NumericEquals", "NumericNotEquals" -> numeric(order -> order == 0);
            case "NumericLessThan" -> numeric(order -> order < 0);
            case "NumericLessThanEquals" -> numeric(order -> order <= 0);
            case "NumericGreaterThan" -> numeric(order -> order > 0);
            case "NumericGreaterThanEquals" -> numeric(order -> order >= 0);
            case "DateEquals", "DateNotEquals" -> date(order -> order == 0);
            case "DateLessThan" -> date(order -> order < 0);
            case "DateLessThanEquals" -> date(order -> order <= 0);
            case "DateGreaterThan" -> date(order -> order > 0);
            case "DateGreaterThanEquals" -> date(order -> order >= 0);
            default -> throw AwsException.of("MalformedPolicyDocument", "Invalid Condition type : " + name + ".");
        };
    }

    /** A letter of ASCII is equal to itself in the other case only: not to the Kelvin sign, the long s or the dotless i. */
    private static boolean sameButForCase(String value, String actual) {
        if (value.length() != actual.length()) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            char other = actual.charAt(i);
            if ((one < 128) != (other < 128) || !value.regionMatches(true, i, actual, i, 1)) {
                return false;
            }
        }
        return true;
    }

    /** Each of the six parts of an ARN by itself, so that no wildcard spans two. */
    private static boolean arn(Glob value, String actual) {
        List<Glob> pattern = value.parts(6);
        String[] parts = actual.split(":", 6);
        if (pattern.size() != parts.length || parts.length != 6) {
            return value.isAnyText() || value.literal().equals(actual);
        }
        for (int i = 0; i < parts.length; i++) {
            if (!pattern.get(i).matches(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static Operator numeric(IntPredicate order) {
        return (value, actual) -> NUMBER.matcher(value.literal()).matches()
                && NUMBER.matcher(actual).matches()
                && order.test(new BigDecimal(actual).compareTo(new BigDecimal(value.literal())));
    }

    private static Operator date(IntPredicate order) {
        return (value, actual) -> {
            Optional<Instant> left = instant(actual);
            Optional<Instant> right = instant(value.literal());
            return left.isPresent()
                    && right.isPresent()
                    && order.test(left.get().compareTo(right.get()));
        };
    }

    /** ISO 8601, a date alone included, or epoch seconds. */
    private static Optional<Instant> instant(String text) {
        try {
            if (text.matches("-?\\d{1,11}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.matches("\\d{4}-\\d{2}-\\d{2}")
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
