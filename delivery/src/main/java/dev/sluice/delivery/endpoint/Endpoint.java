package dev.sluice.delivery.endpoint;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A URL that a tenant registered.
 *
 * @param id begins with {@code ep_}
 * @param types the event types it wants; empty for all
 * @param pattern an event pattern over the whole envelope; empty for all
 * @param disabled why it gets nothing; empty if it is enabled
 * @param failingSince since when every delivery has failed; empty while deliveries succeed
 * @param headers sent with each request beside the standard ones
 * @param secrets the current one first, then those that still sign for a while
 * @param profile what else the tenant says about it
 * @param revision counts the changes; a change names the one it is based on
 */
public record Endpoint(
        String tenant,
        String id,
        String url,
        String description,
        List<String> types,
        Optional<String> pattern,
        Optional<String> disabled,
        Optional<Instant> failingSince,
        Map<String, String> headers,
        List<Secret> secrets,
        Profile profile,
        Instant createdAt,
        Instant updatedAt,
        long revision) {

    /** What ids of endpoints begin with. */
    public static final String PREFIX = "ep_";

    public Endpoint {
        types = List.copyOf(types);
        headers = Map.copyOf(headers);
        secrets = secrets instanceof SealedSecrets ? secrets : List.copyOf(secrets);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("an endpoint has a secret");
        }
    }

    /** An endpoint of which nothing else is said. */
    public Endpoint(
            String tenant,
            String id,
            String url,
            String description,
            List<String> types,
            Optional<String> pattern,
            Optional<String> disabled,
            Optional<Instant> failingSince,
            Map<String, String> headers,
            List<Secret> secrets,
            Instant createdAt,
            Instant updatedAt,
            long revision) {
        this(
                tenant,
                id,
                url,
                description,
                types,
                pattern,
                disabled,
                failingSince,
                headers,
                secrets,
                Profile.NONE,
                createdAt,
                updatedAt,
                revision);
    }

    /**
     * Whether an event of these channels is one that the endpoint wants: it names no channels, or one of these.
     *
     * @param channels of the event; empty for none
     */
    public boolean listensTo(Collection<String> channels) {
        return profile.channels().isEmpty() || profile.channels().stream().anyMatch(channels::contains);
    }

    /** Whether an event of this type is one that the endpoint wants: it names no types, this one, or the beginning of this one. */
    public boolean asksFor(String type) {
        return types.isEmpty()
                || types.stream()
                        .anyMatch(asked -> asked.endsWith(TenantEndpoints.ALL)
                                ? type.startsWith(asked.substring(0, asked.length() - 1))
                                : type.equals(asked));
    }

    public boolean enabled() {
        return disabled.isEmpty();
    }

    public Endpoint disabled(Optional<String> reason) {
        return new Endpoint(
                tenant,
                id,
                url,
                description,
                types,
                pattern,
                reason,
                failingSince,
                headers,
                secrets,
                profile,
                createdAt,
                updatedAt,
                revision);
    }

    public Endpoint failingSince(Optional<Instant> time) {
        return new Endpoint(
                tenant,
                id,
                url,
                description,
                types,
                pattern,
                disabled,
                time,
                headers,
                secrets,
                profile,
                createdAt,
                updatedAt,
                revision);
    }

    public Endpoint headers(Map<String, String> changed) {
        return new Endpoint(
                tenant,
                id,
                url,
                description,
                types,
                pattern,
                disabled,
                failingSince,
                changed,
                secrets,
                profile,
                createdAt,
                updatedAt,
                revision);
    }

    public Endpoint secrets(List<Secret> changed) {
        return new Endpoint(
                tenant,
                id,
                url,
                description,
                types,
                pattern,
                disabled,
                failingSince,
                headers,
                changed,
                profile,
                createdAt,
                updatedAt,
                revision);
    }

    public Endpoint profile(Profile changed) {
        return new Endpoint(
                tenant,
                id,
                url,
                description,
                types,
                pattern,
                disabled,
                failingSince,
                headers,
                secrets,
                changed,
                createdAt,
                updatedAt,
                revision);
    }

    /** The next revision of this endpoint. */
    public Endpoint changed(Instant at) {
        return new Endpoint(
                tenant,
                id,
                url,
                description,
                types,
                pattern,
                disabled,
                failingSince,
                headers,
                secrets,
                profile,
                createdAt,
                at,
                revision + 1);
    }
}
