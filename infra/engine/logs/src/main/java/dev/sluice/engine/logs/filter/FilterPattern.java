package dev.sluice.engine.logs.filter;

import dev.sluice.engine.aws.AwsException;

/**
 * A filter pattern: terms of text, or a condition on JSON in braces. Regular expressions ({@code %...%}) and space-delimited
 * patterns in brackets are refused, not ignored. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>
 */
@FunctionalInterface
public interface FilterPattern {

    boolean matches(String message);

    /** @throws AwsException InvalidParameterException if the text is not a pattern, or not one that the engine supports */
    static FilterPattern parse(String text) {
        String pattern = text.strip();
        if (pattern.isEmpty()) {
            return message -> true;
        }
        if (pattern.startsWith("{")) {
            return new JsonPatternParser(pattern).parse();
        }
        if (pattern.startsWith("[")) {
            throw invalid("the engine does not evaluate space-delimited patterns");
        }
        return Terms.parse(pattern);
    }

    /** The one error of this package. */
    static AwsException invalid(String why) {
        return AwsException.of("InvalidParameterException", "Invalid filter pattern: " + why);
    }
}
