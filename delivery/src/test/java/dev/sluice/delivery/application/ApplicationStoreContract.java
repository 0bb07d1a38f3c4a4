package dev.sluice.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.application.ApplicationStore.Change;
import dev.sluice.delivery.application.ApplicationStore.Name;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.Endpoints;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of applications does, beside a store of endpoints. */
public abstract class ApplicationStoreContract {

    private final Ids ids = new Ids(new ManualClock(), new SecureRandom());
    private final String uid = "u-" + UUID.randomUUID();
    private final Application application = application(Optional.of(uid));

    protected abstract ApplicationStore store();

    protected abstract EndpointStore endpoints();

    private Application application(Optional<String> name) {
        return application(ids.next(Ids.APPLICATION), name);
    }

    private static Application application(String id, Optional<String> name) {
        return new Application(
                id, id, "Blue", name, Optional.of(5), Map.of("plan", "gold"), ManualClock.START, ManualClock.START, 1);
    }

    private static Application with(Application before, Optional<String> name) {
        return new Application(
                before.id(),
                before.tenant(),
                before.name(),
                name,
                Optional.empty(),
                Map.of(),
                before.createdAt(),
                before.updatedAt(),
                before.revision() + 1);
    }

    private Endpoint endpoint(String tenant, String id) {
        return Endpoints.of(tenant, id, "https://a.example/");
    }

    @Test
    void whatWasCreatedIsFoundAsItWasByIdAndUid() {
        assertThat(store().create(application)).isEqualTo(Change.DONE);
        assertThat(store().find(application.id())).contains(application);
        Name name = new Name(application.id(), Optional.of(application.id()));
        assertThat(store().named(uid)).contains(name);
        assertThat(store().named(application.id())).contains(name);
        assertThat(store().named("other-" + uid)).isEmpty();
        assertThat(store().find(ids.next(Ids.APPLICATION))).isEmpty();
    }

    @Test
    void twoApplicationsNeverHaveTheSameUid() {
        store().create(application);
        assertThat(store().create(application(Optional.of(uid)))).isEqualTo(Change.UID_TAKEN);
        Application other = application(Optional.empty());
        assertThat(store().create(other)).isEqualTo(Change.DONE);
        assertThat(store().replace(with(other, Optional.of(uid)), Optional.empty()))
                .isEqualTo(Change.UID_TAKEN);
        assertThat(store().find(other.id())).contains(other);
    }

    @Test
    void anApplicationWithoutAUidIsFoundByItsId() {
        Application nameless = application(Optional.empty());
        store().create(nameless);
        assertThat(store().named(nameless.id())).contains(new Name(nameless.id(), Optional.of(nameless.id())));
    }

    @Test
    void endpointsAreFoundByEveryNameAndEveryNameSeesEachChange() {
        store().create(application);
        endpoints().create(endpoint(application.id(), "1"), 10);
        for (String name : List.of(uid, application.id())) {
            assertThat(endpoints().tenant(name).name()).isEqualTo(application.id());
            assertThat(endpoints().of(name)).extracting(Endpoint::id).containsExactly("ep_1");
        }
        Map<String, Long> before = endpoints().versions(List.of(uid, application.id()));
        endpoints().delete(application.id(), "ep_1");
        Map<String, Long> after = endpoints().versions(List.of(uid, application.id()));
        assertThat(after.get(uid)).isGreaterThan(before.get(uid));
        assertThat(after.get(application.id())).isGreaterThan(before.get(application.id()));
    }

    @Test
    void aUidThatIsGivenUpMayBeTakenAndNeverLeadsBackToTheFirstOne() {
        store().create(application);
        endpoints().create(endpoint(application.id(), "1"), 10);
        endpoints().replace(endpoint(application.id(), "1").changed(ManualClock.START));
        long before = endpoints().versions(List.of(uid)).get(uid);

        String renamed = "v-" + uid;
        assertThat(store().replace(with(application, Optional.of(renamed)), Optional.of(uid)))
                .isEqualTo(Change.DONE);
        assertThat(store().named(uid)).isEmpty();
        assertThat(endpoints().of(uid)).isEmpty();
        assertThat(endpoints().of(renamed)).hasSize(1);

        Application second = application(Optional.of(uid));
        assertThat(store().create(second)).isEqualTo(Change.DONE);
        assertThat(endpoints().tenant(uid).name()).isEqualTo(second.id());
        // Who remembers the first one's endpoints by their version must see that this is not it.
        assertThat(endpoints().versions(List.of(uid)).get(uid)).isGreaterThan(before);
    }

    @Test
    void aTenantThatHadEndpointsKeepsThemWhereTheyAre() {
        endpoints().create(endpoint(uid, "1"), 10);
        assertThat(store().named(uid)).contains(new Name(uid, Optional.empty()));
        assertThat(store().create(application)).isEqualTo(Change.UID_TAKEN);
        Application adopted = new Application(
                ids.next(Ids.APPLICATION),
                uid,
                uid,
                Optional.of(uid),
                Optional.empty(),
                Map.of(),
                ManualClock.START,
                ManualClock.START,
                1);
        assertThat(store().create(adopted)).isEqualTo(Change.DONE);
        assertThat(endpoints().of(adopted.id())).extracting(Endpoint::id).containsExactly("ep_1");
        assertThat(store().replace(with(adopted, Optional.empty()), Optional.of(uid)))
                .isEqualTo(Change.DONE);
        assertThat(endpoints().of(uid)).hasSize(1);
        assertThat(store().create(application)).isEqualTo(Change.UID_TAKEN);
    }

    @Test
    void aChangeThatIsBasedOnAnOldRevisionIsAConflict() {
        store().create(application);
        Application changed = with(application, Optional.of(uid));
        assertThat(store().replace(changed, Optional.of(uid))).isEqualTo(Change.DONE);
        assertThat(store().replace(changed, Optional.of(uid))).isEqualTo(Change.CONFLICT);
        assertThat(store().delete(application)).isEqualTo(Change.CONFLICT);
        assertThat(store().find(application.id())).contains(changed);
    }

    @Test
    void anApplicationIsDeletedWhenItHasNoEndpointsAndItsNamesAreFree() {
        store().create(application);
        endpoints().create(endpoint(application.id(), "1"), 10);
        assertThat(store().delete(application)).isEqualTo(Change.NOT_EMPTY);
        endpoints().delete(application.id(), "ep_1");
        assertThat(store().delete(application)).isEqualTo(Change.DONE);
        assertThat(store().find(application.id())).isEmpty();
        assertThat(store().named(uid)).isEmpty();
        assertThat(store().create(application(Optional.of(uid)))).isEqualTo(Change.DONE);
    }

    @Test
    void applicationsAreListedByIdBothWays() {
        // Later than all others, so that none of theirs is between them.
        Instant later = Instant.parse("2090-01-01T00:00:00Z");
        List<Application> made = Stream.generate(() -> application(ids.at(Ids.APPLICATION, later), Optional.empty()))
                .limit(3)
                .toList();
        made.forEach(store()::create);
        List<String> sorted = made.stream().map(Application::id).sorted().toList();
        assertThat(store().list(Optional.of(sorted.get(0)), true, 1))
                .extracting(Application::id)
                .containsExactly(sorted.get(1));
        assertThat(store().list(Optional.of(sorted.get(2)), false, 2))
                .extracting(Application::id)
                .containsExactly(sorted.get(1), sorted.get(0));
        assertThat(store().list(Optional.empty(), true, 250))
                .extracting(Application::id)
                .containsAll(sorted)
                .isSorted();
    }
}
