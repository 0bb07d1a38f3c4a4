package dev.sluice.delivery.endpoint;

import dev.sluice.rules.pattern.PatternSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints that want events of one type, if their patterns match. Patterns that are the same text are judged once for all
 * endpoints that have them, and compiled when the first event comes. Thread-safe.
 */
final class Candidates {

    private final List<Endpoint> endpoints;
    private final Set<String> texts;
    private final CompiledPatterns compiled;
    private volatile @Nullable PatternSet<String> patterns;

    Candidates(List<Endpoint> endpoints, CompiledPatterns compiled) {
        this.endpoints = List.copyOf(endpoints);
        this.texts = endpoints.stream()
                .flatMap(endpoint -> endpoint.pattern().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException if the event has to be matched and is not a JSON object */
    List<Endpoint> matching(String envelope) {
        if (texts.isEmpty()) {
            return endpoints;
        }
        Set<String> matched = new HashSet<>(patterns().match(envelope));
        List<Endpoint> wanting = new ArrayList<>(endpoints.size());
        for (Endpoint endpoint : endpoints) {
            if (endpoint.pattern().map(matched::contains).orElse(true)) {
                wanting.add(endpoint);
            }
        }
        return wanting;
    }

    private PatternSet<String> patterns() {
        PatternSet<String> ready = patterns;
        if (ready == null) {
            ready = compiled.of(texts);
            patterns = ready;
        }
        return ready;
    }
}
