package dev.sluice.engine.kernel;

import java.util.Map;

/**
 * What several services are made of, by its type.
 *
 * @param parts each is an instance of its key
 */
public record Shared(Map<Class<?>, Object> parts) {

    public Shared {
        parts = Map.copyOf(parts);
    }

    /** @throws IllegalArgumentException if the engine shares nothing of this type */
    public <T> T get(Class<T> type) {
        if (!parts.containsKey(type)) {
            throw new IllegalArgumentException("the engine shares no " + type.getName());
        }
        return type.cast(parts.get(type));
    }
}
