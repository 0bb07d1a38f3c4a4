package dev.sluice.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Metric LATENCY = new Metric("AWS/Events", "Latency", Map.of());

    private final ManualTime time = new ManualTime();
    private final Metrics metrics = new Metrics(time, "000000000000");

    private Percentiles seen() {
        Instant now = time.now();
        return metrics.percentiles(LATENCY, now.minus(Duration.ofHours(3)), now.plusSeconds(60)).values().stream()
                .reduce(Percentiles::plus)
                .orElseThrow();
    }

    @Test
    void aPercentileIsWithinAHundredthOfTheTrueOne() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = random.doubles(10_000, 0.001, 5_000).toArray();
        for (double value : values) {
            metrics.record(LATENCY, value);
        }
        Arrays.sort(values);
        for (double percent : new double[] {1, 50, 90, 99, 99.9}) {
            double exact = values[(int) Math.ceil(percent / 100 * values.length) - 1];
            assertThat(seen().of(percent).orElseThrow()).as("p%s", percent).isBetween(exact * 0.99, exact * 1.01);
        }
        assertThat(seen().of(100).orElseThrow()).isCloseTo(values[values.length - 1], within(0.01));
    }

    private static Percentage within(double part) {
        return Percentage.withPercentage(part * 100);
    }

    @Test
    void zeroAndNegativeValuesHaveTheirPlaceAndMinutesAddUp() {
        metrics.record(LATENCY, -100);
        metrics.record(LATENCY, -1);
        time.advance(Duration.ofMinutes(1));
        metrics.record(LATENCY, 0);
        metrics.record(LATENCY, 0.5);
        metrics.record(LATENCY, 7);
        assertThat(seen().of(0).orElseThrow()).isEqualTo(-100);
        assertThat(seen().of(40).orElseThrow()).isBetween(-1.01, -0.99);
        assertThat(seen().of(60).orElseThrow()).isZero();
        assertThat(seen().of(80).orElseThrow()).isBetween(0.495, 0.505);
        assertThat(seen().of(99).orElseThrow()).isEqualTo(7);
    }

    @Test
    void aStatisticSetOfDifferentValuesTellsNoPercentile() {
        metrics.record(LATENCY, time.now(), new Summary(4, 20, 5, 5));
        assertThat(seen().of(50)).hasValue(5);
        metrics.record(LATENCY, time.now(), new Summary(4, 20, 1, 10));
        assertThat(seen().of(50)).isEmpty();
        assertThat(seen().all().samples()).isEqualTo(8);
    }
}
