package dev.sluice.delivery.eventtype;

import java.util.List;
import java.util.Optional;

/** Where event types are kept that are not in the catalog, or that the owner described. Thread-safe. */
public interface EventTypeStore {

    Optional<KnownType> find(String name);

    /** By name. */
    List<KnownType> all();

    /** @return false if there is one with this name */
    boolean create(KnownType type);

    /** Puts it in the place of the one with its name, if there is one. */
    void put(KnownType type);

    void delete(String name);
}
