package dev.sluice.delivery.api.resource;

import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.application.Application;
import dev.sluice.delivery.application.ApplicationStore;
import dev.sluice.delivery.application.ApplicationStore.Change;
import dev.sluice.delivery.application.Applications;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.registry.RegisteredEndpoints;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What can be done with applications. Every change is based on what is there, and made again if somebody else was faster.
 * Thread-safe.
 */
public final class RegisteredApplications {

    private static final int TRIES = 5;

    /** What an application is made of; every part has been checked. */
    public record Draft(
            String name, Optional<String> uid, Optional<Integer> throttleRate, Map<String, String> metadata) {

        Application on(Application before) {
            return new Application(
                    before.id(),
                    before.tenant(),
                    name,
                    uid,
                    throttleRate,
                    metadata,
                    before.createdAt(),
                    before.updatedAt(),
                    before.revision());
        }
    }

    private final ApplicationStore store;
    private final Applications applications;
    private final RegisteredEndpoints endpoints;
    private final Ids ids;

    public RegisteredApplications(
            ApplicationStore store, Applications applications, RegisteredEndpoints endpoints, Ids ids) {
        this.store = store;
        this.applications = applications;
        this.endpoints = endpoints;
        this.ids = ids;
    }

    /** The one with this uid, or the name of a tenant. */
    public Optional<Application> find(String name) {
        return applications.application(name);
    }

    public List<Application> list(Optional<String> after, boolean ascending, int limit) {
        return store.list(after, ascending, limit);
    }

    /** A new one; 409 if there is one with its uid. */
    public Application create(Draft draft) {
        draft.uid().filter(Applications.OPERATIONS::equals).ifPresent(uid -> {
            throw taken();
        });
        String id = ids.next(Ids.APPLICATION);
        Application fresh = draft.on(new Application(
                id,
                id,
                draft.name(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                applications.now(),
                applications.now(),
                1));
        for (int i = 0; i < TRIES; i++) {
            // A tenant with endpoints that was no application yet becomes one, and has the uid.
            if (draft.uid().flatMap(applications::application).isPresent()) {
                throw taken();
            }
            if (store.create(fresh) == Change.DONE) {
                return fresh;
            }
        }
        throw conflict();
    }

    public Application replace(Application application, Draft draft) {
        return change(application, draft::on);
    }

    /** @param how makes the next one of what is there; its revision and time are moved afterwards */
    public Application change(Application application, UnaryOperator<Application> how) {
        for (int i = 0; i < TRIES; i++) {
            Application before = store.find(application.id())
                    .orElseThrow(() -> ApiException.notFound("The application does not exist."));
            Application after = moved(how.apply(before));
            if (after.uid().filter(Applications.OPERATIONS::equals).isPresent()) {
                throw taken();
            }
            switch (store.replace(after, before.uid())) {
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

    private Application moved(Application changed) {
        return new Application(
                changed.id(),
                changed.tenant(),
                changed.name(),
                changed.uid(),
                changed.throttleRate(),
                changed.metadata(),
                changed.createdAt(),
                applications.now(),
                changed.revision() + 1);
    }

    /** With all its endpoints. What stops halfway has deleted some endpoints, and is done by deleting again. */
    public void delete(Application application) {
        for (int i = 0; i < TRIES; i++) {
            for (Endpoint endpoint : endpoints.of(application.tenant())) {
                endpoints.remove(endpoint);
            }
            Optional<Application> current = store.find(application.id());
            if (current.isEmpty() || store.delete(current.get()) == Change.DONE) {
                return;
            }
        }
        throw conflict();
    }

    private static ApiException taken() {
        return ApiException.conflict("There is an application with this uid.");
    }

    private static ApiException conflict() {
        return ApiException.conflict("The application is being changed by somebody else; try again.");
    }
}
