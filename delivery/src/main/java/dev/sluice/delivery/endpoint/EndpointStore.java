package dev.sluice.delivery.endpoint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where endpoints are kept. Every change of an endpoint moves its tenant's version in the same transaction, so that a reader
 * who compares versions sees each change at once. Thread-safe; every method sees what was written before.
 */
public interface EndpointStore {

    /** What became of a change. */
    enum Change {
        DONE,
        /** The tenant has as many endpoints as it may have. */
        TOO_MANY,
        /** Somebody else changed, made or removed it first. */
        CONFLICT
    }

    /** The versions of these tenants; a tenant that never had an endpoint has none. */
    Map<String, Long> versions(Collection<String> tenants);

    /** All endpoints of a tenant, by id. */
    List<Endpoint> of(String tenant);

    Optional<Endpoint> find(String tenant, String id);

    /** @param most how many endpoints the tenant may have with this one */
    Change create(Endpoint endpoint, int most);

    /** Replaces the revision before {@code endpoint}'s. */
    Change replace(Endpoint endpoint);

    Change delete(String tenant, String id);
}
