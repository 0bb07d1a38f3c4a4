package dev.sluice.engine.metrics;

import dev.sluice.engine.time.Time;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * All data points of this engine, those of each account by themselves, kept for three hours (CloudWatch keeps one-minute points for fifteen days; a laptop's
 * memory need not) and lost at a restart. Sparse, as AWS's are: what did not happen has no data points. Thread-safe.
 */
public final class Metrics {

    private static final long MINUTE = 60;
    private static final long KEPT = 180 * MINUTE;
    private static final int MOST_METRICS = 20_000;

    /** More accounts than anybody needs; what those after them do is not measured. */
    private static final int MOST_ACCOUNTS = 1_000;

    private final Time time;
    private final String account;
    private final Map<String, Metrics> others = new ConcurrentHashMap<>();

    /** What one minute saw. */
    private record Minute(AtomicReference<Summary> summary, Distribution values) {}

    private final Map<Metric, NavigableMap<Long, Minute>> all = new ConcurrentHashMap<>();
    private final Map<Metric, String> units = new ConcurrentHashMap<>();
    private final Map<Metric, Summary> totals = new ConcurrentHashMap<>();

    /** @param account whose data points these are */
    public Metrics(Time time, String account) {
        this.time = time;
        this.account = account;
    }

    /** The data points of an account. */
    public Metrics of(String other) {
        if (other.equals(account)) {
            return this;
        }
        Metrics known = others.get(other);
        if (known != null) {
            return known;
        }
        Metrics fresh = new Metrics(time, other);
        return others.size() < MOST_ACCOUNTS ? others.computeIfAbsent(other, unused -> fresh) : fresh;
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
        NavigableMap<Long, Minute> minutes = all.get(metric);
        if (minutes == null) {
            if (all.size() >= MOST_METRICS) {
                return;
            }
            minutes = all.computeIfAbsent(metric, key -> new ConcurrentSkipListMap<>());
        }
        Minute known = minutes.get(minute);
        if (known == null) {
            Minute fresh = new Minute(new AtomicReference<>(), new Distribution());
            Minute before = minutes.putIfAbsent(minute, fresh);
            known = before == null ? fresh : before;
            minutes.headMap(oldest).clear();
        }
        known.summary().accumulateAndGet(seen, (old, more) -> old == null ? more : old.plus(more));
        known.values().add(seen);
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
        NavigableMap<Long, Summary> minutes = new TreeMap<>();
        between(metric, from, to).forEach((begin, minute) -> {
            Summary summary = minute.summary().get();
            if (summary != null) {
                minutes.put(begin, summary);
            }
        });
        return minutes;
    }

    /** Like {@link #minutes}, with the values that were seen. */
    public NavigableMap<Long, Percentiles> percentiles(Metric metric, Instant from, Instant to) {
        NavigableMap<Long, Percentiles> minutes = new TreeMap<>();
        between(metric, from, to).forEach((begin, minute) -> {
            Summary summary = minute.summary().get();
            if (summary != null) {
                minutes.put(begin, minute.values().percentiles(summary));
            }
        });
        return minutes;
    }

    private NavigableMap<Long, Minute> between(Metric metric, Instant from, Instant to) {
        return all.getOrDefault(metric, new ConcurrentSkipListMap<>())
                .subMap(from.getEpochSecond(), true, to.getEpochSecond(), false);
    }

    /** The unit of a published metric. */
    public void unit(Metric metric, String unit) {
        if (units.size() < MOST_METRICS) {
            units.put(metric, unit);
        }
    }

    /** The unit last given to {@link #unit(Metric, String)}; {@code None} if there was none. */
    public String unit(Metric metric) {
        return units.getOrDefault(metric, "None");
    }
}
