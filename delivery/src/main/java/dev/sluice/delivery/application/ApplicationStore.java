package dev.sluice.delivery.application;

import java.util.List;
import java.util.Optional;

/** Where applications are kept. Thread-safe; every method sees what was written before. */
public interface ApplicationStore {

    /** What became of a change. */
    enum Change {
        DONE,
        /** Another tenant has that uid. */
        UID_TAKEN,
        /** It has endpoints. */
        NOT_EMPTY,
        /** Somebody else changed, made or removed it first. */
        CONFLICT
    }

    /**
     * A name that is in use.
     *
     * @param tenant under which the tenant's endpoints are kept
     * @param application the id of the application that has the name; empty for a tenant with endpoints that never became one
     */
    record Name(String tenant, Optional<String> application) {}

    Optional<Application> find(String id);

    /** Whose name it is; empty if it is nobody's. */
    Optional<Name> named(String name);

    /** By id. */
    List<Application> list(Optional<String> after, boolean ascending, int limit);

    Change create(Application application);

    /** Replaces the revision before {@code application}'s, which had {@code uidBefore}. */
    Change replace(Application application, Optional<String> uidBefore);

    /** Removes an application without endpoints; its names are free afterwards. */
    Change delete(Application application);
}
