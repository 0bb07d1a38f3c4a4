package dev.sluice.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplicationsTest {

    private final ManualClock clock = new ManualClock();
    private final MemoryEndpoints endpoints = new MemoryEndpoints();
    private final MemoryApplications store = new MemoryApplications(endpoints);
    private final Applications applications = new Applications(store, clock, new Ids(clock, new SecureRandom()));

    @Test
    void aTenantThatRegistersBecomesAnApplicationOnce() {
        Application blue = applications.ofTenant("blue");
        assertThat(blue.uid()).contains("blue");
        assertThat(blue.tenant()).isEqualTo(blue.id());
        assertThat(applications.ofTenant("blue")).isEqualTo(blue);
        assertThat(applications.ofTenant(blue.id())).isEqualTo(blue);
        assertThat(applications.application("blue")).contains(blue);
        assertThat(applications.application(blue.id())).contains(blue);
    }

    @Test
    void aTenantWithEndpointsFromBeforeIsFoundAndKeepsThem() {
        endpoints.create(Endpoints.of("old", "1", "https://a.example/"), 10);
        Application old = applications.application("old").orElseThrow();
        assertThat(old.tenant()).isEqualTo("old");
        assertThat(endpoints.of(old.id())).hasSize(1);
        assertThat(applications.application("old")).contains(old);
    }

    @Test
    void aTenantWhoseNameIsNoUidIsAnApplicationWithoutOne() {
        Application blue = applications.ofTenant("Blue & Sons");
        assertThat(blue.uid()).isEmpty();
        assertThat(blue.tenant()).isEqualTo("Blue & Sons");
        assertThat(applications.ofTenant("Blue & Sons")).isEqualTo(blue);
    }

    @Test
    void whatNobodyRegisteredIsNotFoundAndNotMade() {
        assertThat(applications.application("nobody")).isEmpty();
        assertThat(applications.application("")).isEmpty();
        assertThat(applications.application("app_2ZbZHnPtnhEVdWzVgRTzBzk4Cdf")).isEmpty();
        assertThat(store.list(Optional.empty(), true, 10)).isEmpty();
    }

    @Test
    void theOwnersOwnWebhooksAreOfNoApplication() {
        endpoints.create(Endpoints.of(Applications.OPERATIONS, "1", "https://a.example/"), 10);
        assertThat(applications.application(Applications.OPERATIONS)).isEmpty();
    }
}
