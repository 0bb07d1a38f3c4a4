package dev.sluice.delivery.endpoint;

import dev.sluice.rules.pattern.PatternSet;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Sets of patterns, each compiled once however many tenants have it. Most tenants ask for the same few things, and a compiled set
 * takes kilobytes: a hundred thousand of them fit into no cache of a processor. A set that nobody holds any more is forgotten.
 * Thread-safe.
 */
public final class CompiledPatterns {

    private static final int FEW = 1_000;

    private final Map<Set<String>, WeakReference<PatternSet<String>>> sets = new ConcurrentHashMap<>();
    private final AtomicInteger tidyAt = new AtomicInteger(FEW);

    /** A set that answers with the texts of the patterns that match; each MUST be a pattern. */
    PatternSet<String> of(Set<String> patterns) {
        WeakReference<PatternSet<String>> known = sets.get(patterns);
        PatternSet<String> compiled = known == null ? null : known.get();
        if (compiled == null) {
            // Two threads may do so at once: both sets work, and the later one is shared from then on.
            compiled = PatternSet.of(patterns.stream().collect(Collectors.toMap(text -> text, text -> text)));
            sets.put(Set.copyOf(patterns), new WeakReference<>(compiled));
            tidy();
        }
        return compiled;
    }

    /** How many sets are known, those that were let go and are not forgotten yet among them. */
    int size() {
        return sets.size();
    }

    private void tidy() {
        if (sets.size() > tidyAt.get()) {
            sets.values().removeIf(reference -> reference.get() == null);
            tidyAt.set(Math.max(FEW, 2 * sets.size()));
        }
    }
}
