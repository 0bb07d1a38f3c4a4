package dev.sluice.engine.metrics;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What was seen of a metric in some time, with its values.
 *
 * @param counts how often the values of each bucket were seen
 * @param known whether all values are known; those of statistic sets are not
 */
public record Percentiles(Summary all, TreeMap<Integer, Long> counts, boolean known) {

    private static final double HUNDRED = 100;

    public Percentiles plus(Percentiles other) {
        TreeMap<Integer, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((bucket, count) -> sum.merge(bucket, count, Long::sum));
        return new Percentiles(all.plus(other.all), sum, known && other.known);
    }

    /** @param percent 0 to 100; empty if not all values are known */
    public OptionalDouble of(double percent) {
        if (!known) {
            return OptionalDouble.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(percent / HUNDRED * all.samples()));
        if (rank == 1 || rank >= all.samples()) {
            return OptionalDouble.of(rank == 1 ? all.minimum() : all.maximum());
        }
        long before = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            before += bucket.getValue();
            if (before >= rank) {
                double value = Distribution.value(bucket.getKey());
                return OptionalDouble.of(Math.min(all.maximum(), Math.max(all.minimum(), value)));
            }
        }
        return OptionalDouble.of(all.maximum());
    }
}
