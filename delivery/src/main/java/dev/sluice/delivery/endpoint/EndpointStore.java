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
        /** Another endpoint of the tenant has that uid. */
        UID_TAKEN,
        /** Somebody else changed, made or removed it first. */
        CONFLICT
    }

    /**
     * A tenant's endpoints.
     *
     * @param name under which they are kept, which the tenant's other names lead to
     * @param endpoints by id
     */
    record Tenant(String name, List<Endpoint> endpoints) {}

    /** The versions of these tenants, by any of their names; a tenant that never had an endpoint has none. */
    Map<String, Long> versions(Collection<String> tenants);

    /** @param name any of the tenant's */
    Tenant tenant(String name);

    /** All endpoints of a tenant, by id. */
    default List<Endpoint> of(String name) {
        return tenant(name).endpoints();
    }

    /** @param tenant the name under which it is kept */
    Optional<Endpoint> find(String tenant, String id);

    /** The id of the endpoint with this uid. */
    Optional<String> idOf(String tenant, String uid);

    /** @param most how many endpoints the tenant may have with this one */
    Change create(Endpoint endpoint, int most);

    /** Replaces the revision before {@code endpoint}'s, which had the same uid. */
    default Change replace(Endpoint endpoint) {
        return replace(endpoint, endpoint.profile().uid());
    }

    /** Replaces the revision before {@code endpoint}'s, which had {@code uidBefore}. */
    Change replace(Endpoint endpoint, Optional<String> uidBefore);

    Change delete(String tenant, String id);
}
