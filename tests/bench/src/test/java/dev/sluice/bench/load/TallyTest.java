package dev.sluice.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TallyTest {

    private static final long SECOND = 1_000_000_000L;

    private final Tally tally = new Tally();

    @Test
    void whatComesTwiceCountsOnce() {
        long now = System.nanoTime();
        tally.arrived(7, now);
        tally.arrived(7, now);
        tally.arrived(8, now);
        assertThat(tally.distinct()).isEqualTo(2);
        assertThat(tally.duplicates()).isEqualTo(1);
    }

    @Test
    void latencyCountsFromWhenItShouldHaveBeenSent() {
        tally.measureFrom(System.nanoTime() - 5 * SECOND);
        tally.arrived(1, System.nanoTime() - 2 * SECOND);
        assertThat(tally.latencies().getMaxValue()).isBetween(2 * SECOND, 4 * SECOND);
    }

    @Test
    void whatArrivesDuringTheWarmUpIsNoRate() {
        tally.measureFrom(System.nanoTime() + 3_600 * SECOND);
        tally.arrived(1, System.nanoTime());
        assertThat(tally.rate()).isZero();
        assertThat(tally.latencies().getTotalCount()).isZero();
    }

    @Test
    void theRateIsOfTheTimeFromTheWarmUpToTheLastArrival() {
        tally.measureFrom(System.nanoTime() - 10 * SECOND);
        for (int i = 0; i < 100; i++) {
            tally.arrived(i, System.nanoTime());
        }
        assertThat(tally.rate()).isBetween(1.0, 10.0);
    }

    @Test
    void withoutAWarmUpNobodyKnowsTheRate() {
        assertThatThrownBy(tally::rate).isInstanceOf(IllegalStateException.class);
    }
}
