package dev.sluice.delivery.registry;

import java.util.Optional;
import java.util.Set;

/** The event types that endpoints may ask for. Thread-safe. */
@FunctionalInterface
public interface PublishedTypes {

    /** Their names; empty if they are not known, so that any may be asked for. */
    Optional<Set<String>> names();
}
