package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaceTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void oneASecondIsExactlyThat() {
        Pace pace = new Pace();
        assertThat(pace.reserve(START, 1)).isZero();
        assertThat(pace.reserve(START, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.reserve(START, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.reserve(START.plusMillis(2_500), 1)).isEqualTo(Duration.ofMillis(500));
        assertThat(pace.reserve(START.plusSeconds(60), 1)).isZero();
    }

    @Test
    void aTenthOfASecondsCallsMayGoAtOnceAndTheRestIsSpread() {
        Pace pace = new Pace();
        int atOnce = 0;
        Duration last = Duration.ZERO;
        for (int i = 0; i < 600; i++) {
            last = pace.reserve(START, 300);
            atOnce += last.isZero() ? 1 : 0;
        }
        assertThat(atOnce).isEqualTo(30);
        assertThat(last).isBetween(Duration.ofMillis(1_890), Duration.ofMillis(1_900));
    }

    @Test
    void aDestinationKeepsItsRateAndAnUnknownOneHasNone(@TempDir Path folder) throws Exception {
        try (Bench bench = new Bench(folder)) {
            String arn = bench.destination(
                    bench.connection("BASIC", Bench.BASIC.formatted("")), "POST", bench.receiver.url("/"), 2);
            assertThat(bench.destinations.reserve(arn)).isZero();
            assertThat(bench.destinations.reserve(arn)).isEqualTo(Duration.ofMillis(500));
            bench.time.advance(Duration.ofSeconds(1));
            assertThat(bench.destinations.reserve(arn)).isZero();
            bench.call("UpdateApiDestination", "{\"Name\":\"d\",\"InvocationRateLimitPerSecond\":1000000}");
            bench.time.advance(Duration.ofSeconds(1));
            for (int i = 0; i < 1_000; i++) {
                assertThat(bench.destinations.reserve(arn)).isZero();
            }
            bench.call("DeleteApiDestination", "{\"Name\":\"d\"}");
            assertThat(bench.destinations.reserve(arn)).isZero();
        }
    }
}
