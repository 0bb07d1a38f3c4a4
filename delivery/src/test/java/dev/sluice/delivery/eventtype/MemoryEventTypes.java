package dev.sluice.delivery.eventtype;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Event types in memory. */
public final class MemoryEventTypes implements EventTypeStore {

    private final Map<String, KnownType> types = new TreeMap<>();

    @Override
    public synchronized Optional<KnownType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    @Override
    public synchronized List<KnownType> all() {
        return List.copyOf(types.values());
    }

    @Override
    public synchronized boolean create(KnownType type) {
        return types.putIfAbsent(type.name(), type) == null;
    }

    @Override
    public synchronized void put(KnownType type) {
        types.put(type.name(), type);
    }

    @Override
    public synchronized void delete(String name) {
        types.remove(name);
    }
}
