package dev.sluice.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.dispatch.Dispatcher;
import dev.sluice.delivery.endpoint.EndpointCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchBenchTest {

    @Test
    void twoOfATenantsHundredEndpointsWantEachEvent() {
        Counted journal = new Counted();
        Registered endpoints = new Registered(1_000);
        Map<String, String> failures = new Dispatcher(
                        new EndpointCache(endpoints), journal, messages -> Map.of(), InstantSource.system())
                .dispatch(BusEvents.batch(0, 30, endpoints.tenants()));
        assertThat(failures).isEmpty();
        assertThat(endpoints.tenants()).isEqualTo(10);
        assertThat(journal.matched()).isEqualTo(30L * Registered.WANTED);
    }

    @Test
    void theTimeOfWholeBatchesCounts() {
        Timed timed = MatchBench.endpoints(100, Duration.ofMillis(20));
        assertThat(timed.events()).isPositive().isEqualTo(timed.events() / 100 * 100);
        assertThat(timed.seconds()).isGreaterThanOrEqualTo(0.02);
        assertThat(timed.bytesPerEvent()).isPositive();
    }
}
