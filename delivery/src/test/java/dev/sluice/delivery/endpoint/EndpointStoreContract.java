package dev.sluice.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.endpoint.EndpointStore.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of endpoints must do. */
public abstract class EndpointStoreContract {

    private final String tenant = "t-" + UUID.randomUUID();

    protected abstract EndpointStore store();

    @Test
    void whatWasCreatedIsFoundAsItWas() {
        Endpoint endpoint = new Endpoint(
                tenant,
                "ep_1",
                "https://a.example/",
                "words",
                List.of("a.b", "c"),
                Optional.of("{\"source\":[\"x\"]}"),
                Optional.of("on holiday"),
                Optional.of(ManualClock.START),
                Map.of("X-Key", "v"),
                List.of(Endpoints.SECRET, Endpoints.SECRET.until(ManualClock.START)),
                new Profile(Optional.of("mine"), List.of("red", "blue"), Map.of("note", "n"), Optional.of(7)),
                ManualClock.START,
                ManualClock.START,
                1);
        assertThat(store().create(endpoint, 10)).isEqualTo(Change.DONE);
        assertThat(store().find(tenant, "ep_1")).contains(endpoint);
        assertThat(store().of(tenant)).containsExactly(endpoint);
        assertThat(store().find(tenant, "ep_2")).isEmpty();
        assertThat(store().find(tenant, "#version")).isEmpty();
        assertThat(store().find("other-" + tenant, "ep_1")).isEmpty();
    }

    @Test
    void everyChangeMovesTheVersionOfItsTenantAndOfNoOther() {
        assertThat(store().versions(List.of(tenant))).isEmpty();
        store().create(endpoint("1"), 10);
        long first = version();
        store().replace(endpoint("1").changed(ManualClock.START));
        long second = version();
        store().delete(tenant, "ep_1");
        assertThat(second).isGreaterThan(first);
        assertThat(version()).isGreaterThan(second);
        assertThat(store().versions(List.of("other-" + tenant, tenant))).containsOnlyKeys(tenant);
    }

    @Test
    void aChangeThatIsBasedOnAnOldRevisionIsAConflict() {
        store().create(endpoint("1"), 10);
        Endpoint changed = endpoint("1").disabled(Optional.of("x")).changed(ManualClock.START);
        assertThat(store().replace(changed)).isEqualTo(Change.DONE);
        assertThat(store().replace(changed)).isEqualTo(Change.CONFLICT);
        assertThat(store().find(tenant, "ep_1").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsNeitherReplacedNorDeleted() {
        assertThat(store().replace(endpoint("1").changed(ManualClock.START))).isEqualTo(Change.CONFLICT);
        assertThat(store().delete(tenant, "ep_1")).isEqualTo(Change.CONFLICT);
        assertThat(store().versions(List.of(tenant))).isEmpty();
    }

    @Test
    void noMoreAreCreatedThanMayBeAndADeletedOneMakesRoom() {
        assertThat(store().create(endpoint("1"), 2)).isEqualTo(Change.DONE);
        assertThat(store().create(endpoint("2"), 2)).isEqualTo(Change.DONE);
        assertThat(store().create(endpoint("3"), 2)).isEqualTo(Change.TOO_MANY);
        store().delete(tenant, "ep_1");
        assertThat(store().create(endpoint("3"), 2)).isEqualTo(Change.DONE);
        assertThat(store().of(tenant)).extracting(Endpoint::id).containsExactly("ep_2", "ep_3");
    }

    @Test
    void aUidLeadsToOneEndpointOfItsTenantUntilItIsTakenAwayOrTheEndpointIsDeleted() {
        assertThat(store().create(named("1", Optional.of("mine")), 10)).isEqualTo(Change.DONE);
        assertThat(store().create(named("2", Optional.of("mine")), 10)).isEqualTo(Change.UID_TAKEN);
        assertThat(store().create(named("2", Optional.empty()), 10)).isEqualTo(Change.DONE);
        assertThat(store().idOf(tenant, "mine")).contains("ep_1");
        assertThat(store().idOf("other-" + tenant, "mine")).isEmpty();

        Endpoint renamed = named("2", Optional.of("mine")).changed(ManualClock.START);
        assertThat(store().replace(renamed, Optional.empty())).isEqualTo(Change.UID_TAKEN);
        assertThat(store().replace(named("1", Optional.of("other")).changed(ManualClock.START), Optional.of("mine")))
                .isEqualTo(Change.DONE);
        assertThat(store().idOf(tenant, "mine")).isEmpty();
        assertThat(store().idOf(tenant, "other")).contains("ep_1");
        assertThat(store().replace(renamed, Optional.empty())).isEqualTo(Change.DONE);

        assertThat(store().delete(tenant, "ep_2")).isEqualTo(Change.DONE);
        assertThat(store().idOf(tenant, "mine")).isEmpty();
        assertThat(store().of(tenant)).extracting(Endpoint::id).containsExactly("ep_1");
    }

    private Endpoint named(String id, Optional<String> uid) {
        Endpoint plain = endpoint(id);
        return new Endpoint(
                tenant,
                plain.id(),
                plain.url(),
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                plain.secrets(),
                new Profile(uid, List.of(), Map.of(), Optional.empty()),
                ManualClock.START,
                ManualClock.START,
                1);
    }

    private long version() {
        return store().versions(List.of(tenant)).get(tenant);
    }

    private Endpoint endpoint(String id) {
        return Endpoints.of(tenant, id, "https://a.example/");
    }
}
