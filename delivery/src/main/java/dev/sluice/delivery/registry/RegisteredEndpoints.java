package dev.sluice.delivery.registry;

import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.Profile;
import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.registry.Refusal.Kind;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What can be done with endpoints, whoever asks and however. Every change is based on what is there, and made again if somebody else
 * was faster. Thread-safe.
 */
public final class RegisteredEndpoints {

    /** How many endpoints a tenant may have. */
    public static final int MOST = 1_000;

    /** How long the secret before signs beside a new one, if nothing else is asked for. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    static final int OLD_SECRETS = 10;
    private static final int SECRET_BYTES = 32;
    private static final int TRIES = 5;

    /**
     * What a new endpoint is made of; every part has been checked.
     *
     * @param disabled why it gets nothing; empty if it is enabled
     * @param secret empty for a new one
     */
    public record Draft(
            String url,
            String description,
            List<String> types,
            Optional<String> pattern,
            Optional<String> disabled,
            Map<String, String> headers,
            Optional<Secret> secret,
            Profile profile) {

        /** The same with another uid. */
        public Draft withUid(Optional<String> uid) {
            Profile named =
                    new Profile(uid, profile.channels(), profile.metadata(), profile.throttleRate(), profile.shape());
            return new Draft(url, description, types, pattern, disabled, headers, secret, named);
        }
    }

    private final EndpointStore store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Ids ids;

    public RegisteredEndpoints(EndpointStore store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.ids = new Ids(clock, random);
    }

    /** @param tenant under whose name it is kept */
    public Endpoint create(String tenant, Draft draft) {
        Instant now = now();
        Endpoint endpoint = new Endpoint(
                tenant,
                ids.next(Ids.ENDPOINT),
                draft.url(),
                draft.description(),
                draft.types(),
                draft.pattern(),
                draft.disabled(),
                Optional.empty(),
                draft.headers(),
                List.of(draft.secret().orElseGet(this::secret)),
                draft.profile(),
                now,
                now,
                1);
        for (int i = 0; i < TRIES; i++) {
            switch (store.create(endpoint, MOST)) {
                case DONE -> {
                    return endpoint;
                }
                case TOO_MANY ->
                    throw new Refusal(Kind.CONFLICT, "tenant", "has " + MOST + " endpoints; that is the most");
                case UID_TAKEN -> throw taken();
                case CONFLICT -> {
                    // Somebody else registers, too.
                }
            }
        }
        throw conflict();
    }

    /** All endpoints of a tenant, by id. */
    public List<Endpoint> of(String tenant) {
        return store.of(tenant);
    }

    public Optional<Endpoint> find(String tenant, String idOrUid) {
        Optional<Endpoint> byId = idOrUid.startsWith(Endpoint.PREFIX) ? store.find(tenant, idOrUid) : Optional.empty();
        return byId.isPresent() ? byId : store.idOf(tenant, idOrUid).flatMap(id -> store.find(tenant, id));
    }

    /** The endpoint, or a refusal. */
    public Endpoint found(String tenant, String idOrUid) {
        return find(tenant, idOrUid)
                .orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "endpointId", "is not an endpoint of this tenant"));
    }

    /** @param how makes the next one of what is there; its revision and time are moved afterwards */
    public Endpoint change(String tenant, String idOrUid, UnaryOperator<Endpoint> how) {
        for (int i = 0; i < TRIES; i++) {
            Endpoint before = found(tenant, idOrUid);
            Endpoint after = how.apply(before).changed(now());
            switch (store.replace(after, before.profile().uid())) {
                case DONE -> {
                    return after;
                }
                case UID_TAKEN -> throw taken();
                default -> {
                    // Somebody else changed it.
                }
            }
        }
        throw conflict();
    }

    /** The new secret signs first; the one before signs too, for a while. */
    public Endpoint rotate(String tenant, String idOrUid, Optional<Secret> given, Duration overlap) {
        Secret fresh = given.orElseGet(this::secret);
        return change(tenant, idOrUid, before -> {
            Instant now = now();
            List<Secret> secrets = new ArrayList<>(List.of(fresh));
            before.secrets().stream()
                    .map(secret -> secret.validUntil().isPresent() ? secret : secret.until(now.plus(overlap)))
                    .filter(secret -> secret.signsAt(now))
                    .forEach(secrets::add);
            if (secrets.size() > OLD_SECRETS + 1) {
                throw new Refusal(
                        "endpointId", "has " + OLD_SECRETS + " old secrets that still sign; wait until one has ended");
            }
            return before.secrets(secrets);
        });
    }

    public void delete(String tenant, String idOrUid) {
        for (int i = 0; i < TRIES; i++) {
            if (store.delete(tenant, found(tenant, idOrUid).id()) == EndpointStore.Change.DONE) {
                return;
            }
        }
        throw conflict();
    }

    /** Deletes an endpoint unless somebody else did. */
    public void remove(Endpoint endpoint) {
        for (int i = 0; i < TRIES; i++) {
            if (store.delete(endpoint.tenant(), endpoint.id()) == EndpointStore.Change.DONE
                    || store.find(endpoint.tenant(), endpoint.id()).isEmpty()) {
                return;
            }
        }
        throw conflict();
    }

    /** The time, as it is stored. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Secret secret() {
        byte[] fresh = new byte[SECRET_BYTES];
        random.nextBytes(fresh);
        return new Secret(fresh, Optional.empty());
    }

    private static Refusal taken() {
        return new Refusal(Kind.CONFLICT, "uid", "is another endpoint's");
    }

    private static Refusal conflict() {
        return new Refusal(Kind.CONFLICT, "endpointId", "is being changed by somebody else; try again");
    }
}
