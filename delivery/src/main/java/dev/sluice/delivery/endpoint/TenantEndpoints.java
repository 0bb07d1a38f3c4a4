package dev.sluice.delivery.endpoint;

import dev.sluice.rules.pattern.PatternSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One tenant's endpoints at one version, indexed by event type. Immutable. Patterns that are the same text are judged once for
 * all endpoints that have them.
 */
public final class TenantEndpoints {

    /** A tenant without endpoints. */
    public static final TenantEndpoints NONE = new TenantEndpoints(List.of());

    private final Map<String, Endpoint> byId = new HashMap<>();
    private final Map<String, List<Endpoint>> byType = new HashMap<>();
    private final List<Endpoint> ofAllTypes = new ArrayList<>();
    private final PatternSet<String> patterns;
    private final Map<String, String> texts = new HashMap<>();

    public TenantEndpoints(Collection<Endpoint> endpoints) {
        this(endpoints, Optional.empty());
    }

    /** @param before the version before, whose compiled patterns are taken over if they are the same */
    TenantEndpoints(Collection<Endpoint> endpoints, Optional<TenantEndpoints> before) {
        for (Endpoint endpoint : endpoints) {
            byId.put(endpoint.id(), endpoint);
            endpoint.pattern().ifPresent(pattern -> texts.put(pattern, pattern));
            if (endpoint.types().isEmpty()) {
                ofAllTypes.add(endpoint);
            }
            for (String type : Set.copyOf(endpoint.types())) {
                byType.computeIfAbsent(type, unused -> new ArrayList<>()).add(endpoint);
            }
        }
        this.patterns = before.filter(have -> have.texts.equals(texts))
                .map(have -> have.patterns)
                .orElseGet(() -> PatternSet.of(texts));
    }

    public Optional<Endpoint> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public int size() {
        return byId.size();
    }

    /**
     * The endpoints that want the event, enabled or not.
     *
     * @param type the event's type as published
     * @param envelope the event as the bus delivered it
     * @throws IllegalArgumentException if the event is no JSON object
     */
    public List<Endpoint> matching(String type, String envelope) {
        List<Endpoint> typed = byType.getOrDefault(type, List.of());
        if (typed.isEmpty() && ofAllTypes.isEmpty()) {
            return List.of();
        }
        Set<String> matched = texts.isEmpty() ? Set.of() : new HashSet<>(patterns.match(envelope));
        List<Endpoint> wanting = new ArrayList<>(typed.size() + ofAllTypes.size());
        collect(typed, matched, wanting);
        collect(ofAllTypes, matched, wanting);
        return wanting;
    }

    private static void collect(List<Endpoint> from, Set<String> matched, List<Endpoint> to) {
        for (Endpoint endpoint : from) {
            if (endpoint.pattern().map(matched::contains).orElse(true)) {
                to.add(endpoint);
            }
        }
    }
}
