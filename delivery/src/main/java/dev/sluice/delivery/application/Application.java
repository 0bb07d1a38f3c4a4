package dev.sluice.delivery.application;

import dev.sluice.delivery.api.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant, as the owner sees it.
 *
 * @param id begins with {@code app_}
 * @param tenant under which its endpoints are kept; never changes
 * @param uid the owner's name of it, which events may have as their tenant as well as the id
 * @param throttleRate requests a second to each of its endpoints; empty for no limit
 * @param metadata the owner's notes, which nothing here reads
 * @param revision counts the changes; a change names the one it is based on
 */
public record Application(
        String id,
        String tenant,
        String name,
        Optional<String> uid,
        Optional<Integer> throttleRate,
        Map<String, String> metadata,
        Instant createdAt,
        Instant updatedAt,
        long revision) {

    public Application {
        metadata = Map.copyOf(metadata);
    }

    public Owner owner() {
        return new Owner(id, tenant);
    }
}
