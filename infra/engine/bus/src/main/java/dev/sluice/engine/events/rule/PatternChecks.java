package dev.sluice.engine.events.rule;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.rules.pattern.EventPattern;
import dev.sluice.rules.pattern.InvalidPatternException;
import java.util.List;
import java.util.regex.Pattern;

/** What EventBridge asks of an event pattern. */
public final class PatternChecks {

    private static final Pattern WILDCARD = Pattern.compile("\"wildcard\"\\s*:");

    private PatternChecks() {}

    /** @throws AwsException InvalidEventPatternException with AWS's reason */
    public static EventPattern check(String pattern) {
        if (pattern.length() > Limits.PATTERN) {
            throw AwsException.of(
                    "InvalidEventPatternException",
                    "Event pattern is not valid. Reason: Event pattern size exceeds " + Limits.PATTERN
                            + " characters.");
        }
        try {
            return EventPattern.parse(pattern);
        } catch (InvalidPatternException e) {
            throw AwsException.of("InvalidEventPatternException", String.valueOf(e.getMessage()));
        }
    }

    /** @throws AwsException LimitExceededException if the bus may hold no further rule, or none with a wildcard */
    static void checkQuota(String pattern, List<Rule> others) {
        boolean full = others.size() >= Limits.RULES_PER_BUS;
        boolean fullOfWildcards = WILDCARD.matcher(pattern).find()
                && others.stream()
                                .filter(rule -> WILDCARD.matcher(rule.pattern()).find())
                                .count()
                        >= Limits.WILDCARD_RULES_PER_BUS;
        if (full || fullOfWildcards) {
            throw AwsException.of(
                    "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
    }
}
