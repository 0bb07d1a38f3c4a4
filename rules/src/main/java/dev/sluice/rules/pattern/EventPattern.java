package dev.sluice.rules.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.util.Optional;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/**
 * One compiled event pattern. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
 */
public final class EventPattern {

    /** The most characters that PutRule takes. */
    public static final int LONGEST = 4_096;

    /** AWS refuses a pattern that scores 11 and takes one that scores 7; the limit itself is not published. */
    private static final int MOST_COMPLEX = 10;

    private static final String ONLY = "pattern";

    private final String text;
    private final Machine machine;

    private EventPattern(String text, Machine machine) {
        this.text = text;
        this.machine = machine;
    }

    /** @throws InvalidPatternException if EventBridge would refuse the pattern */
    public static EventPattern parse(String text) {
        if (text.length() > LONGEST) {
            throw AwsWords.invalid("", "it is longer than " + LONGEST + " characters");
        }
        Optional<JsonProcessingException> unreadable = unreadable(text);
        Machine machine = Machine.builder().build();
        if (complexity(machine, text) > MOST_COMPLEX) {
            throw AwsWords.invalid(
                    text,
                    "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after"
                            + " a wildcard character");
        }
        if (unreadable.isPresent()) {
            throw AwsWords.invalid(text, unreadable.get());
        }
        return new EventPattern(text, machine);
    }

    /** Adds the pattern. The compiler throws more than it declares, and whatever it throws is about the pattern. */
    private static int complexity(Machine machine, String text) {
        try {
            machine.addRule(ONLY, text);
            return machine.evaluateComplexity(new MachineComplexityEvaluator(MOST_COMPLEX + 1));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw AwsWords.invalid(text, e);
        }
    }

    /** Why the text cannot be read. The compiler goes first, because its messages are AWS's, but it accepts numbers that nothing else can read. */
    private static Optional<JsonProcessingException> unreadable(String text) {
        try {
            if (Combinations.of(Json.parse(text)) > Combinations.MOST) {
                throw AwsWords.invalid(text, "$or makes more than " + Combinations.MOST + " combinations");
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(e);
        }
    }

    /** Whether the event, a JSON object, matches. */
    public boolean matches(JsonNode event) {
        return matches(Json.text(event));
    }

    /**
     * Whether the event matches.
     *
     * @param event the text of a JSON object without duplicate keys: every one of them would be looked at, where EventBridge
     *     looks at the last
     * @throws IllegalArgumentException if it is none
     */
    public boolean matches(String event) {
        try {
            return !machine.rulesForJSONEvent(event).isEmpty();
        } catch (Exception | StackOverflowError e) {
            throw new IllegalArgumentException("the event cannot be matched: " + e.getMessage(), e);
        }
    }

    /** The pattern as a tree; a pattern that was parsed is JSON. */
    public JsonNode tree() {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pattern that compiles is not JSON", e);
        }
    }

    /** The pattern as it was written. */
    public String text() {
        return text;
    }
}
