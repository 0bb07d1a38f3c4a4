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

    private final Map<T, String> patterns = new HashMap<>();
    private volatile GenericMachine<T> machine = GenericMachine.<T>builder().build();

    /** A set of all these patterns, compiled once; each MUST have been checked by {@link EventPattern#parse}. */
    public static <T> PatternSet<T> of(Map<T, String> patterns) {
        PatternSet<T> set = new PatternSet<>();
        set.patterns.putAll(patterns);
        set.rebuild();
        return set;
    }

    /** Adds or replaces the pattern of {@code id}, which must have been checked by {@link EventPattern#parse}. */
    public synchronized void put(T id, String pattern) {
        patterns.put(id, pattern);
        rebuild();
    }

    public synchronized void remove(T id) {
        if (patterns.remove(id) != null) {
            rebuild();
        }
    }

    /** What matches the event, the text of a JSON object; in no order. */
    public List<T> match(String event) {
        try {
            return machine.rulesForJSONEvent(event);
        } catch (Exception e) {
            throw new IllegalArgumentException("the event cannot be matched: " + e.getMessage(), e);
        }
    }

    /** Deleting from a machine in use can miss events, so a changed set gets a new one; rules change rarely. */
    private void rebuild() {
        GenericMachine<T> next = GenericMachine.<T>builder().build();
        patterns.forEach((id, pattern) -> {
            try {
                next.addRule(id, pattern);
            } catch (IOException e) {
                throw new InvalidPatternException("Event pattern is not valid. Reason: " + e.getMessage());
            }
        });
        machine = next;
    }
}
