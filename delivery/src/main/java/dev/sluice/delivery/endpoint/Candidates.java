package dev.sluice.delivery.endpoint;

import dev.sluice.rules.pattern.PatternSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints that want events of one type, if their patterns match. Patterns that are the same text are judged once for all
 * endpoints that have them, and compiled when the first event comes. Thread-safe.
 */
final class Candidates {

    private final List<Endpoint> endpoints;
    private final Map<String, String> texts;
    private volatile @Nullable PatternSet<String> patterns;

    private Candidates(List<Endpoint> endpoints, Map<String, String> texts, @Nullable PatternSet<String> patterns) {
        this.endpoints = endpoints;
        this.texts = texts;
        this.patterns = patterns;
    }

    /** @param before from whom to take over the compiled patterns if they are the same */
    static Candidates of(List<Endpoint> endpoints, Optional<Candidates> before) {
        Map<String, String> texts = new HashMap<>();
        endpoints.forEach(endpoint -> endpoint.pattern().ifPresent(pattern -> texts.put(pattern, pattern)));
        return new Candidates(
                List.copyOf(endpoints),
                texts,
                before.filter(have -> have.texts.equals(texts))
                        .map(have -> have.patterns)
                        .orElse(null));
    }

    /** @throws IllegalArgumentException if the event has to be matched and is no JSON object */
    List<Endpoint> matching(String envelope) {
        if (texts.isEmpty()) {
            return endpoints;
        }
        Set<String> matched = new HashSet<>(compiled().match(envelope));
        List<Endpoint> wanting = new ArrayList<>(endpoints.size());
        for (Endpoint endpoint : endpoints) {
            if (endpoint.pattern().map(matched::contains).orElse(true)) {
                wanting.add(endpoint);
            }
        }
        return wanting;
    }

    private PatternSet<String> compiled() {
        PatternSet<String> ready = patterns;
        if (ready == null) {
            ready = PatternSet.of(texts);
            patterns = ready;
        }
        return ready;
    }
}
