package dev.sluice.delivery.eventtype;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event type as customers see it.
 *
 * @param name as it is published, such as {@code order.placed}
 * @param archived whether endpoints can no longer ask for it
 * @param schemas a JSON Schema for each version
 * @param featureFlags who may see it; empty for everybody
 */
public record KnownType(
        String name,
        String description,
        boolean archived,
        boolean deprecated,
        Optional<JsonNode> schemas,
        Optional<String> group,
        List<String> featureFlags,
        Instant createdAt,
        Instant updatedAt) {

    public KnownType {
        featureFlags = List.copyOf(featureFlags);
    }

    /** A type of the catalog, of which the owner said nothing else. */
    static KnownType ofCatalog(String name) {
        return new KnownType(
                name, "", false, false, Optional.empty(), Optional.empty(), List.of(), Instant.EPOCH, Instant.EPOCH);
    }

    public KnownType archived(boolean now, Instant at) {
        return new KnownType(name, description, now, deprecated, schemas, group, featureFlags, createdAt, at);
    }
}
