package dev.sluice.engine.metrics;

import dev.sluice.engine.time.Time;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All data points of this engine, kept for three hours (CloudWatch keeps one-minute points for fifteen days; a laptop's
 * memory need not) and lost at a restart. Sparse, as AWS's are: what did not happen has no data points. Thread-safe.
 */
public final class Metrics {

    private static final long MINUTE = 60;
    private static final long KEPT = 180 * MINUTE;
    private static final int MOST_METRICS = 20_000;

    private final Time time;
    private final Map<Metric, NavigableMap<Long, Summary>> all = new ConcurrentHashMap<>();

    public Metrics(Time time) {
        this.time = time;
    }

    /** Records one data point now. */
    public void record(Metric metric, double value) {
        long second = time.now().getEpochSecond();
        long minute = second - Math.floorMod(second, MINUTE);
        NavigableMap<Long, Summary> minutes = all.get(metric);
        if (minutes == null) {
            if (all.size() >= MOST_METRICS) {
                return;
            }
            minutes = all.computeIfAbsent(metric, key -> new ConcurrentSkipListMap<>());
        }
        if (minutes.merge(minute, Summary.of(value), Summary::plus).samples() == 1) {
            minutes.headMap(minute - KEPT).clear();
        }
    }

    /** The metrics that have data points. */
    public Set<Metric> known() {
        return Set.copyOf(all.keySet());
    }

    /** The minutes of a metric from {@code from} to before {@code to}, by the epoch second at which each begins. */
    public NavigableMap<Long, Summary> minutes(Metric metric, Instant from, Instant to) {
        NavigableMap<Long, Summary> minutes = all.getOrDefault(metric, new ConcurrentSkipListMap<>());
        return new java.util.TreeMap<>(minutes.subMap(from.getEpochSecond(), true, to.getEpochSecond(), false));
    }
}
