package dev.sluice.delivery.endpoint;

import dev.sluice.delivery.shape.Shape;
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
 * @param shape what its requests look like
 */
public record Profile(
        Optional<String> uid,
        List<String> channels,
        Map<String, String> metadata,
        Optional<Integer> throttleRate,
        Shape shape) {

    public static final Profile NONE = new Profile(Optional.empty(), List.of(), Map.of(), Optional.empty());

    /** With requests of the standard shape. */
    public Profile(
            Optional<String> uid, List<String> channels, Map<String, String> metadata, Optional<Integer> throttleRate) {
        this(uid, channels, metadata, throttleRate, Shape.STANDARD);
    }

    public Profile {
        channels = List.copyOf(channels);
        metadata = Map.copyOf(metadata);
    }

    public Profile shape(Shape changed) {
        return new Profile(uid, channels, metadata, throttleRate, changed);
    }
}
