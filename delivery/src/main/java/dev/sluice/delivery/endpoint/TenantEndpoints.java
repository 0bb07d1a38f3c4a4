package dev.sluice.delivery.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One tenant's endpoints at one version, indexed by event type. A type that an endpoint asks for is a name, all that begin with a
 * prefix ({@code order.*}), or all ({@code *}). Thread-safe.
 */
public final class TenantEndpoints {

    /** What stands for every type. */
    public static final String ALL = "*";

    /** A tenant without endpoints, whose name is not known. */
    public static final TenantEndpoints NONE =
            new TenantEndpoints(new EndpointStore.Tenant("", List.of()), new CompiledPatterns());

    private final String name;
    private final CompiledPatterns patterns;
    private final Map<String, Endpoint> byId = new HashMap<>();
    private final Map<String, List<Endpoint>> byType = new HashMap<>();
    private final List<Endpoint> ofAllTypes = new ArrayList<>();
    private final boolean prefixes;

    /** By the types and prefixes that an event's type meets; there are no more than endpoints ask for. */
    private final Map<List<String>, Candidates> candidates = new ConcurrentHashMap<>();

    public TenantEndpoints(EndpointStore.Tenant tenant, CompiledPatterns patterns) {
        this.name = tenant.name();
        this.patterns = patterns;
        for (Endpoint endpoint : tenant.endpoints()) {
            byId.put(endpoint.id(), endpoint);
            Set<String> types = Set.copyOf(endpoint.types());
            if (types.isEmpty() || types.contains(ALL)) {
                ofAllTypes.add(endpoint);
            } else {
                types.forEach(type -> byType.computeIfAbsent(type, unused -> new ArrayList<>())
                        .add(endpoint));
            }
        }
        this.prefixes = byType.keySet().stream().anyMatch(type -> type.endsWith(ALL));
    }

    /** The name under which the tenant's endpoints are kept, whichever name was asked for. */
    public Optional<String> name() {
        return Optional.of(name).filter(known -> !known.isEmpty());
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
        return candidates.computeIfAbsent(asked(type), this::candidates).matching(envelope);
    }

    /** Which of the types and prefixes that endpoints ask for an event's type meets. */
    private List<String> asked(String type) {
        if (!prefixes) {
            return byType.containsKey(type) ? List.of(type) : List.of();
        }
        List<String> asked = new ArrayList<>();
        for (int dot = type.indexOf('.'); dot >= 0; dot = type.indexOf('.', dot + 1)) {
            String prefix = type.substring(0, dot + 1) + ALL;
            if (byType.containsKey(prefix)) {
                asked.add(prefix);
            }
        }
        if (byType.containsKey(type)) {
            asked.add(type);
        }
        return asked;
    }

    private Candidates candidates(List<String> asked) {
        Map<String, Endpoint> wanting = new LinkedHashMap<>();
        asked.forEach(
                type -> byType.getOrDefault(type, List.of()).forEach(endpoint -> wanting.put(endpoint.id(), endpoint)));
        ofAllTypes.forEach(endpoint -> wanting.put(endpoint.id(), endpoint));
        return new Candidates(List.copyOf(wanting.values()), patterns);
    }
}
