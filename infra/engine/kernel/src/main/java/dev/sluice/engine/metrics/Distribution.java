package dev.sluice.engine.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often which values were seen, in buckets 2 % wide, so that a percentile is off by 1 % at most. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Percentiles">Percentiles</a>
 */
final class Distribution {

    private static final double WIDTH = Math.log(1.02);
    /** Keeps the buckets of values below 1 apart from those of negative ones. */
    private static final int SHIFT = 1_000_000;

    private final Map<Integer, LongAdder> buckets = new ConcurrentHashMap<>();
    private volatile boolean known = true;

    /** A statistic set reveals its values only if they are all the same. */
    void add(Summary seen) {
        if (seen.minimum() == seen.maximum()) {
            Integer bucket = bucket(seen.minimum());
            LongAdder count = buckets.get(bucket);
            // Looked for first: computeIfAbsent may wait for others even if it is there.
            (count == null ? buckets.computeIfAbsent(bucket, missing -> new LongAdder()) : count).add(seen.samples());
        } else {
            known = false;
        }
    }

    Percentiles percentiles(Summary all) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        buckets.forEach((bucket, count) -> counts.put(bucket, count.sum()));
        return new Percentiles(all, counts, known);
    }

    private static int bucket(double value) {
        if (value == 0) {
            return 0;
        }
        int magnitude = SHIFT + (int) Math.round(Math.log(Math.abs(value)) / WIDTH);
        return value < 0 ? -magnitude : magnitude;
    }

    /** The value in the middle of a bucket. */
    static double value(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        double value = Math.exp((Math.abs(bucket) - SHIFT) * WIDTH);
        return bucket < 0 ? -value : value;
    }
}
