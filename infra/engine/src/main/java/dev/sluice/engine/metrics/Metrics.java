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
    private final Map<Metric, Summary> totals = new ConcurrentHashMap<>();

    public Metrics(Time time) {
        this.time = time;
    }

    /** Records one data point now. */
    public void record(Metric metric, double value) {
        record(metric, time.now(), Summary.of(value));
    }

    /** Adds what was seen at a time; dropped if that is longer ago than points are kept. */
    public void record(Metric metric, Instant at, Summary seen) {
        long second = at.getEpochSecond();
        long minute = second - Math.floorMod(second, MINUTE);
        long oldest = time.now().getEpochSecond() - KEPT;
        if (minute < oldest) {
            return;
        }
        NavigableMap<Long, Summary> minutes = all.get(metric);
        if (minutes == null) {
            if (all.size() >= MOST_METRICS) {
                return;
            }
            minutes = all.computeIfAbsent(metric, key -> new ConcurrentSkipListMap<>());
        }
        boolean[] fresh = new boolean[1];
        minutes.compute(minute, (key, old) -> {
            fresh[0] = old == null;
            return old == null ? seen : old.plus(seen);
        });
        if (fresh[0]) {
            minutes.headMap(oldest).clear();
        }
        totals.merge(metric, seen, Summary::plus);
    }

    /** What was seen of each metric since the engine started. */
    public Map<Metric, Summary> totals() {
        return Map.copyOf(totals);
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
