package dev.sluice.rules.pattern;

import java.io.IOException;
import java.util.regex.Pattern;

/** Says in EventBridge's words what the matching library says in its own, where the two differ. */
final class AwsWords {

    private static final String INTRODUCTION = "Event pattern is not valid. Reason: ";

    private static final Pattern ANYTHING_BUT_IGNORE_CASE =
            Pattern.compile("\"anything-but\"\\s*:\\s*\\{\\s*\"(prefix|suffix)\"\\s*:\\s*\\{");

    private AwsWords() {}

    /** What the compiler threw; a failure without words of its own, such as of an operator without values, gets some. */
    static InvalidPatternException invalid(String pattern, Throwable cause) {
        String words = cause.getMessage();
        return invalid(
                pattern,
                words != null && (cause instanceof IOException || cause instanceof IllegalArgumentException)
                        ? words
                        : "it cannot be compiled; look for an operator without values, or one nested too deeply");
    }

    static InvalidPatternException invalid(String pattern, String reason) {
        return new InvalidPatternException(INTRODUCTION + reason(pattern, reason));
    }

    private static String reason(String pattern, String reason) {
        if (reason.startsWith("prefix/suffix match pattern must be a string")
                && ANYTHING_BUT_IGNORE_CASE.matcher(pattern).find()) {
            return reason.replaceFirst(
                    "prefix/suffix match pattern must be a string",
                    "Value of anything-but must be an array or single string/number value.");
        }
        String words = reason.replaceFirst(
                        "^Inside anything-but/ignore-case list", "Inside anything-but/equals-ignore-case list")
                .replaceFirst("^Unsupported anything-but pattern: wildcard", "wildcard match pattern must be a string");
        return Places.of(pattern, words);
    }
}
