package dev.sluice.delivery.application;

import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.api.Owners;
import dev.sluice.delivery.api.id.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds applications by any of their names, and makes one of a tenant that is known by its endpoints only. Thread-safe.
 */
public final class Applications implements Owners {

    /** The tenant that the owner's own webhooks belong to. It is not an application, and none may have its name. */
    public static final String OPERATIONS = "sluice.operations";

    private static final Pattern UID = Pattern.compile("[a-zA-Z0-9\\-_.]{1,256}");
    private static final int TRIES = 5;

    private final ApplicationStore store;
    private final InstantSource clock;
    private final Ids ids;

    public Applications(ApplicationStore store, InstantSource clock, Ids ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Optional<Owner> find(String idOrUid) {
        return application(idOrUid).map(Application::owner);
    }

    /** @param name an id, a uid, or the name of a tenant with endpoints */
    public Optional<Application> application(String name) {
        if (name.isEmpty() || name.equals(OPERATIONS)) {
            return Optional.empty();
        }
        Optional<Application> byId = Ids.isId(Ids.APPLICATION, name) ? store.find(name) : Optional.empty();
        return byId.isPresent() ? byId : store.named(name).flatMap(found -> named(name, found));
    }

    private Optional<Application> named(String name, ApplicationStore.Name found) {
        return found.application().isPresent() ? store.find(found.application().get()) : Optional.of(ofTenant(name));
    }

    /** The application of a tenant that registers an endpoint; a new one if there is none. */
    public Application ofTenant(String tenant) {
        for (int i = 0; i < TRIES; i++) {
            Optional<ApplicationStore.Name> name = store.named(tenant);
            Optional<Application> known = name.flatMap(ApplicationStore.Name::application)
                    .or(() -> Optional.of(tenant).filter(id -> Ids.isId(Ids.APPLICATION, id)))
                    .flatMap(store::find);
            if (known.isPresent()) {
                return known.get();
            }
            String id = ids.next(Ids.APPLICATION);
            Optional<String> uid =
                    Optional.of(tenant).filter(text -> UID.matcher(text).matches());
            // A tenant without a uid that clients take has no other name to lead to its endpoints.
            String kept = name.isPresent() || uid.isEmpty() ? tenant : id;
            Application fresh = new Application(id, kept, tenant, uid, Optional.empty(), Map.of(), now(), now(), 1);
            if (store.create(fresh) == ApplicationStore.Change.DONE) {
                return fresh;
            }
        }
        throw new IllegalStateException("the application of a tenant could not be made in " + TRIES + " tries");
    }

    /** The time, as it is stored. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
