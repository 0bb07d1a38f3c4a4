package dev.sluice.delivery.endpoint;

import dev.sluice.runtime.Clients;
import dev.sluice.runtime.batch.Halves;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

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

    /**
     * The current endpoints of each of these tenants.
     *
     * @param failures gets the tenants whose endpoints cannot be read, each with the reason; the others are answered
     * @throws RuntimeException if the store is not there
     */
    public Map<String, TenantEndpoints> of(Collection<String> tenants, Map<String, String> failures) {
        Map<String, Long> versions = new HashMap<>();
        Halves.each(
                List.copyOf(new LinkedHashSet<>(tenants)),
                part -> versions.putAll(store.versions(part)),
                Clients::isRefusal,
                (tenant, cause) -> failures.put(tenant, reason(cause)));
        Map<String, TenantEndpoints> found = new HashMap<>();
        for (String tenant : tenants) {
            Long version = versions.get(tenant);
            if (version == null) {
                found.put(tenant, TenantEndpoints.NONE);
            } else if (!found.containsKey(tenant) && !failures.containsKey(tenant)) {
                read(tenant, version.longValue(), found, failures);
            }
        }
        return found;
    }

    /** What is wrong with the items of one tenant is not the others' fault. */
    private void read(String tenant, long version, Map<String, TenantEndpoints> found, Map<String, String> failures) {
        try {
            found.put(tenant, current(tenant, version));
        } catch (RuntimeException e) {
            if (e instanceof SdkException && !Clients.isRefusal(e)) {
                throw e;
            }
            failures.put(tenant, reason(e));
        }
    }

    private static String reason(RuntimeException cause) {
        return "the tenant's endpoints cannot be read: " + cause.getMessage();
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
        TenantEndpoints read = new TenantEndpoints(store.tenant(tenant), patterns);
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
