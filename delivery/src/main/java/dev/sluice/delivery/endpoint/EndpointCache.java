package dev.sluice.delivery.endpoint;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of the tenants seen lately. One read of versions per batch tells whether what it has is current, so a change takes
 * effect with the next batch and an event costs no read of its own. Thread-safe.
 */
public final class EndpointCache {

    /** How many endpoints it may hold before it forgets the tenants that were not asked for longest. */
    private static final int ENDPOINTS = 200_000;

    private record Known(long version, TenantEndpoints endpoints) {}

    private final EndpointStore store;
    private final CompiledPatterns patterns;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private int held;

    public EndpointCache(EndpointStore store) {
        this(store, new CompiledPatterns());
    }

    EndpointCache(EndpointStore store, CompiledPatterns patterns) {
        this.store = store;
        this.patterns = patterns;
    }

    /** The current endpoints of each of these tenants. */
    public Map<String, TenantEndpoints> of(Collection<String> tenants) {
        Map<String, Long> versions = store.versions(tenants);
        Map<String, TenantEndpoints> found = new HashMap<>();
        for (String tenant : tenants) {
            Long version = versions.get(tenant);
            found.computeIfAbsent(
                    tenant, unused -> version == null ? TenantEndpoints.NONE : current(tenant, version.longValue()));
        }
        return found;
    }

    private TenantEndpoints current(String tenant, long version) {
        @Nullable Known have;
        synchronized (known) {
            have = known.get(tenant);
            if (have != null && have.version() >= version) {
                return have.endpoints();
            }
        }
        // Read after the version: what is read may be newer than the version says, never older.
        TenantEndpoints read = new TenantEndpoints(store.of(tenant), patterns);
        synchronized (known) {
            keep(tenant, new Known(version, read));
        }
        return read;
    }

    private void keep(String tenant, Known fresh) {
        Known before = known.get(tenant);
        if (before != null && before.version() >= fresh.version()) {
            return;
        }
        held += fresh.endpoints().size()
                - (before == null ? 0 : before.endpoints().size());
        known.put(tenant, fresh);
        var oldest = known.entrySet().iterator();
        while (held > ENDPOINTS && known.size() > 1) {
            held -= oldest.next().getValue().endpoints().size();
            oldest.remove();
        }
    }
}
