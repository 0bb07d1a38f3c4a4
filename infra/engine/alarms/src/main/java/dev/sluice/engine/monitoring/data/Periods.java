package dev.sluice.engine.monitoring.data;

import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import dev.sluice.engine.metrics.Summary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Minutes of a metric put together to longer periods. */
public final class Periods {

    private Periods() {}

    /** What each period saw, by the epoch second at which it begins; periods begin at {@code origin} plus their multiples. */
    public static NavigableMap<Long, Summary> of(
            Metrics metrics, Metric metric, Instant from, Instant to, int seconds, long origin) {
        NavigableMap<Long, Summary> periods = new TreeMap<>();
        metrics.minutes(metric, from.truncatedTo(ChronoUnit.MINUTES), to).forEach((minute, summary) -> {
            long begin = minute - Math.floorMod(minute - origin, (long) seconds);
            periods.merge(begin, summary, Summary::plus);
        });
        return periods;
    }
}
