package dev.sluice.rules.pattern;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.GenericMachine;

/**
 * Many patterns matched at once: the rules of a bus. Thread-safe; a match sees each change as a whole.
 *
 * @param <T> what a pattern stands for; equal values are the same rule
 */
public final class PatternSet<T> {

    private Map<T, String> patterns = Map.of();
    private volatile GenericMachine<T> machine = GenericMachine.<T>builder().build();

    /** A set of all these patterns, compiled once; each MUST have been checked by {@link EventPattern#parse}. */
    public static <T> PatternSet<T> of(Map<T, String> patterns) {
        PatternSet<T> set = new PatternSet<>();
        set.replace(new HashMap<>(patterns));
        return set;
    }

    /**
     * Adds or replaces the pattern of {@code id}, which MUST have been checked by {@link EventPattern#parse}.
     *
     * @throws InvalidPatternException if it was not, and is wrong; the set is as before
     */
    public synchronized void put(T id, String pattern) {
        Map<T, String> next = new HashMap<>(patterns);
        next.put(id, pattern);
        replace(next);
    }

    public synchronized void remove(T id) {
        Map<T, String> next = new HashMap<>(patterns);
        if (next.remove(id) != null) {
            replace(next);
        }
    }

    /**
     * What matches the event, the text of a JSON object without duplicate keys; in no order.
     *
     * @throws IllegalArgumentException if the text is not a JSON object
     */
    public List<T> match(String event) {
        try {
            return machine.rulesForJSONEvent(event);
        } catch (Exception | StackOverflowError e) {
            throw new IllegalArgumentException("the event cannot be matched: " + e.getMessage(), e);
        }
    }

    /** Deleting from a machine in use can miss events, so a changed set gets a new one; rules change rarely. */
    private synchronized void replace(Map<T, String> next) {
        GenericMachine<T> compiled = GenericMachine.<T>builder().build();
        next.forEach((id, pattern) -> {
            try {
                compiled.addRule(id, pattern);
            } catch (IOException | RuntimeException | StackOverflowError e) {
                throw AwsWords.invalid(pattern, e);
            }
        });
        patterns = next;
        machine = compiled;
    }
}
