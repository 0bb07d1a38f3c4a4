package dev.sluice.engine.iam.condition;

import dev.sluice.engine.aws.AwsException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The test of one condition operator, without its negation. What cannot be read as the operator's type does not match.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition operators</a>
 */
@FunctionalInterface
interface Operator {

    /** @param value the policy's */
    boolean holds(String value, String actual);

    /** @throws AwsException MalformedPolicyDocument if IAM has no such operator */
    static Operator named(String name) {
        return switch (name) {
            case "StringEquals", "StringNotEquals", "BinaryEquals" -> String::equals;
            case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool" -> String::equalsIgnoreCase;
            case "StringLike", "StringNotLike" -> Wildcards::match;
            case "ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals" -> Operator::arn;
            case "IpAddress", "NotIpAddress" -> Networks::contains;
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

    /** Each of the six parts of an ARN by itself, so that no wildcard spans two. */
    private static boolean arn(String value, String actual) {
        String[] pattern = value.split(":", 6);
        String[] parts = actual.split(":", 6);
        if (pattern.length != parts.length || parts.length != 6) {
            return value.equals("*") || value.equals(actual);
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!Wildcards.match(pattern[i], parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static Operator numeric(IntPredicate order) {
        return (value, actual) -> {
            try {
                return order.test(new BigDecimal(actual).compareTo(new BigDecimal(value)));
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    private static Operator date(IntPredicate order) {
        return (value, actual) -> {
            Optional<Instant> left = instant(actual);
            Optional<Instant> right = instant(value);
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
