package dev.sluice.delivery.endpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One tenant's endpoints at one version, indexed by event type. Immutable. */
public final class TenantEndpoints {

    /** A tenant without endpoints. */
    public static final TenantEndpoints NONE = new TenantEndpoints(List.of(), new CompiledPatterns());

    private final Map<String, Endpoint> byId = new HashMap<>();
    private final Map<String, Candidates> byType = new HashMap<>();
    private final Candidates ofOtherTypes;

    TenantEndpoints(Collection<Endpoint> endpoints, CompiledPatterns patterns) {
        Map<String, List<Endpoint>> typed = new HashMap<>();
        List<Endpoint> ofAllTypes = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            byId.put(endpoint.id(), endpoint);
            if (endpoint.types().isEmpty()) {
                ofAllTypes.add(endpoint);
            }
            for (String type : Set.copyOf(endpoint.types())) {
                typed.computeIfAbsent(type, unused -> new ArrayList<>()).add(endpoint);
            }
        }
        typed.forEach((type, own) -> {
            own.addAll(ofAllTypes);
            byType.put(type, new Candidates(own, patterns));
        });
        this.ofOtherTypes = new Candidates(ofAllTypes, patterns);
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
     * @throws IllegalArgumentException if the event is not a JSON object
     */
    public List<Endpoint> matching(String type, String envelope) {
        return byType.getOrDefault(type, ofOtherTypes).matching(envelope);
    }
}
