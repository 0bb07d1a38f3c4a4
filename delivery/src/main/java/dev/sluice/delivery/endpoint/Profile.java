package dev.sluice.delivery.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant may say about an endpoint beside where it is and which events it wants.
 *
 * @param uid the tenant's own name of it, unique among the tenant's endpoints
 * @param channels those of whose events it wants; empty for all
 * @param metadata the tenant's notes, which nothing here reads
 * @param throttleRate requests a second; empty for no limit
 */
public record Profile(
        Optional<String> uid, List<String> channels, Map<String, String> metadata, Optional<Integer> throttleRate) {

    public static final Profile NONE = new Profile(Optional.empty(), List.of(), Map.of(), Optional.empty());

    public Profile {
        channels = List.copyOf(channels);
        metadata = Map.copyOf(metadata);
    }
}
