package dev.sluice.delivery.eventtype;

import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The event types that there are: those of the catalog, and those that were added. Thread-safe. */
public final class EventTypes {

    /** How many may be added beside the catalog's. */
    public static final int MOST = 1_000;

    private final Optional<Set<String>> catalog;
    private final EventTypeStore store;

    /** @param catalog the types that the catalog's sources publish; empty if there is no catalog, so that any type may be asked for */
    public EventTypes(Optional<Set<String>> catalog, EventTypeStore store) {
        this.catalog = catalog;
        this.store = store;
    }

    /** All, by name. */
    public TreeMap<String, KnownType> all() {
        TreeMap<String, KnownType> types = new TreeMap<>();
        catalog.ifPresent(names -> names.forEach(name -> types.put(name, KnownType.ofCatalog(name))));
        store.all().forEach(type -> types.put(type.name(), type));
        return types;
    }

    public Optional<KnownType> find(String name) {
        return store.find(name)
                .or(() -> Optional.of(name).filter(this::isOfCatalog).map(KnownType::ofCatalog));
    }

    /** Those that endpoints may ask for; empty if any may be. */
    public Optional<Set<String>> names() {
        return catalog.map(unused -> all().values().stream()
                .filter(type -> !type.archived())
                .map(KnownType::name)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Whether the catalog has it, so that it cannot be removed here. */
    public boolean isOfCatalog(String name) {
        return catalog.filter(names -> names.contains(name)).isPresent();
    }

    public EventTypeStore store() {
        return store;
    }
}
