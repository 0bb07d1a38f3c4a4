package dev.sluice.engine.dynamodb.value;

import dev.sluice.engine.aws.AwsException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.99E+125, no trailing zeros.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data types</a>
 */
public final class Numbers {

    private static final int DIGITS = 38;
    private static final int EXPONENT_MAX = 125;
    private static final int EXPONENT_MIN = -130;
    private static final int TEXT_MAX = 1_000;
    private static final Pattern TEXT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

    private Numbers() {}

    /** @throws AwsException ValidationException if {@code text} is not a number, or one that DynamoDB cannot keep */
    public static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            throw AwsException.validation("The parameter cannot be converted to a numeric value");
        }
        if (text.length() > TEXT_MAX || !TEXT.matcher(text).matches()) {
            throw AwsException.validation("The parameter cannot be converted to a numeric value: " + text);
        }
        return checked(new BigDecimal(text));
    }

    /** The number in its one form, if DynamoDB can keep it. */
    public static BigDecimal checked(BigDecimal number) {
        BigDecimal normal = normal(number);
        int exponent = normal.precision() - normal.scale() - 1;
        if (normal.signum() != 0 && exponent > EXPONENT_MAX) {
            throw AwsException.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (normal.signum() != 0 && exponent < EXPONENT_MIN) {
            throw AwsException.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (normal.precision() > DIGITS) {
            throw AwsException.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return normal;
    }

    /** The same number without trailing zeros, so that equal numbers are {@code equals}. */
    public static BigDecimal normal(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /** As DynamoDB writes it: no exponent, no trailing zeros. */
    public static String format(BigDecimal number) {
        return number.toPlainString();
    }
}
