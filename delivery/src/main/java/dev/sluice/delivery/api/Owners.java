package dev.sluice.delivery.api;

import java.util.Optional;

/** Finds applications by what a path may hold. Thread-safe. */
@FunctionalInterface
public interface Owners {

    /** @param idOrUid the application's id, the {@code uid} that its owner gave it, or the name of a tenant with endpoints */
    Optional<Owner> find(String idOrUid);
}
