package dev.sluice.engine.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the model asks of a text.
 *
 * @param least fewest characters
 * @param most most characters
 * @param pattern what the whole text must match, if anything
 * @param values the only values allowed, in the order in which AWS prints them; empty for any
 */
public record TextConstraint(int least, int most, Optional<Pattern> pattern, List<String> values) {

    /** Longer texts are refused for their length alone: some of the model's patterns would exhaust the stack. */
    private static final int MATCHED = 2_500;

    public static TextConstraint length(int least, int most) {
        return new TextConstraint(least, most, Optional.empty(), List.of());
    }

    public static TextConstraint matching(int least, int most, String regex) {
        return new TextConstraint(least, most, Optional.of(Pattern.compile(regex, Pattern.DOTALL)), List.of());
    }

    public static TextConstraint oneOf(String... values) {
        return new TextConstraint(0, Integer.MAX_VALUE, Optional.empty(), List.of(values));
    }

    List<String> violations(String text, String at) {
        List<String> found = new ArrayList<>();
        pattern.filter(wanted ->
                        text.length() <= MATCHED && !wanted.matcher(text).matches())
                .ifPresent(wanted -> found.add("Member must satisfy regular expression pattern: " + wanted.pattern()));
        if (text.length() > most) {
            found.add("Member must have length less than or equal to " + most);
        }
        if (text.length() < least) {
            found.add("Member must have length greater than or equal to " + least);
        }
        if (!values.isEmpty() && !values.contains(text)) {
            found.add("Member must satisfy enum value set: " + values);
        }
        return found.stream()
                .map(what -> "Value '" + text + "' at '" + at + "' failed to satisfy constraint: " + what)
                .toList();
    }
}
