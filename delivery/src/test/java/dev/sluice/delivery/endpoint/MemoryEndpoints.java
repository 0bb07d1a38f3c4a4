package dev.sluice.delivery.endpoint;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Endpoints in memory; counts what is read. */
public final class MemoryEndpoints implements EndpointStore {

    private final Map<String, TreeMap<String, Endpoint>> tenants = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private int versionReads;
    private int tenantReads;

    @Override
    public synchronized Map<String, Long> versions(Collection<String> asked) {
        versionReads++;
        Map<String, Long> found = new HashMap<>();
        for (String tenant : asked) {
            Long version = versions.get(tenant);
            if (version != null) {
                found.put(tenant, version);
            }
        }
        return found;
    }

    @Override
    public synchronized Tenant tenant(String name) {
        tenantReads++;
        String kept = names.getOrDefault(name, name);
        return new Tenant(kept, List.copyOf(own(kept).values()));
    }

    /** Lets {@code name} lead to a tenant's endpoints, too. */
    public synchronized void alias(String name, String tenant) {
        names.put(name, tenant);
        moved(tenant);
    }

    @Override
    public synchronized Optional<String> idOf(String tenant, String uid) {
        return own(tenant).values().stream()
                .filter(endpoint -> endpoint.profile().uid().equals(Optional.of(uid)))
                .map(Endpoint::id)
                .findFirst();
    }

    private TreeMap<String, Endpoint> own(String tenant) {
        return tenants.getOrDefault(tenant, new TreeMap<>());
    }

    private boolean isTaken(Endpoint endpoint) {
        return endpoint.profile()
                .uid()
                .flatMap(uid -> idOf(endpoint.tenant(), uid))
                .filter(id -> !id.equals(endpoint.id()))
                .isPresent();
    }

    @Override
    public synchronized Optional<Endpoint> find(String tenant, String id) {
        return Optional.ofNullable(tenants.getOrDefault(tenant, new TreeMap<>()).get(id));
    }

    @Override
    public synchronized Change create(Endpoint endpoint, int most) {
        TreeMap<String, Endpoint> own = tenants.computeIfAbsent(endpoint.tenant(), unused -> new TreeMap<>());
        if (own.size() >= most) {
            return Change.TOO_MANY;
        }
        if (isTaken(endpoint)) {
            return Change.UID_TAKEN;
        }
        if (own.putIfAbsent(endpoint.id(), endpoint) != null) {
            return Change.CONFLICT;
        }
        return moved(endpoint.tenant());
    }

    @Override
    public synchronized Change replace(Endpoint endpoint, Optional<String> uidBefore) {
        Optional<Endpoint> before = find(endpoint.tenant(), endpoint.id());
        if (before.isEmpty() || before.get().revision() != endpoint.revision() - 1) {
            return Change.CONFLICT;
        }
        if (isTaken(endpoint)) {
            return Change.UID_TAKEN;
        }
        tenants.get(endpoint.tenant()).put(endpoint.id(), endpoint);
        return moved(endpoint.tenant());
    }

    @Override
    public synchronized Change delete(String tenant, String id) {
        boolean gone = tenants.getOrDefault(tenant, new TreeMap<>()).remove(id) != null;
        return gone ? moved(tenant) : Change.CONFLICT;
    }

    private Change moved(String tenant) {
        versions.merge(tenant, 1L, Long::sum);
        names.forEach((name, kept) -> {
            if (kept.equals(tenant)) {
                versions.merge(name, 1L, Long::sum);
            }
        });
        return Change.DONE;
    }

    public synchronized int versionReads() {
        return versionReads;
    }

    public synchronized int tenantReads() {
        return tenantReads;
    }
}
