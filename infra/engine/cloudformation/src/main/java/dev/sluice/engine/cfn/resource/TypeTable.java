package dev.sluice.engine.cfn.resource;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The resource types that a template may use.
 *
 * @param simulated types that the engine carries out, by name
 * @param families finds types whose names follow a pattern, such as {@code Custom::NAME}
 * @param accepted names of types that have no meaning on one machine: taken, listed, and not carried out
 */
public record TypeTable(
        Map<String, ResourceType> simulated, Set<String> accepted, Function<String, Optional<ResourceType>> families) {

    /** A table of these types; names are unique. */
    public static TypeTable of(Collection<ResourceType> types, Set<String> accepted) {
        Map<String, ResourceType> byName = new LinkedHashMap<>();
        for (ResourceType type : types) {
            if (byName.put(type.name(), type) != null) {
                throw new IllegalArgumentException("two resource types are named " + type.name());
            }
        }
        return new TypeTable(Map.copyOf(byName), Set.copyOf(accepted), name -> Optional.empty());
    }

    /** This table and types whose names follow a pattern. */
    public TypeTable with(Function<String, Optional<ResourceType>> others) {
        return new TypeTable(simulated, accepted, others);
    }

    public Optional<ResourceType> find(String name) {
        return Optional.ofNullable(simulated.get(name)).or(() -> families.apply(name));
    }

    public boolean knows(String name) {
        return find(name).isPresent() || accepted.contains(name);
    }
}
