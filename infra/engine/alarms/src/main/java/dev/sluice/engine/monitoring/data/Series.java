package dev.sluice.engine.monitoring.data;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import dev.sluice.engine.metrics.Percentiles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One statistic of a metric, period by period. Percentiles among them; trimmed means and their kin are refused. */
final class Series {

    private static final Pattern PERCENTILE = Pattern.compile("p(?:100|\\d{1,2}(?:\\.\\d{1,10})?)");

    private Series() {}

    /** @throws AwsException InvalidParameterValueException if the statistic is not supported */
    static String checked(String statistic) {
        if (!PERCENTILE.matcher(statistic).matches()) {
            Statistic.named(statistic);
        }
        return statistic;
    }

    static boolean isPercentile(String statistic) {
        return PERCENTILE.matcher(statistic).matches();
    }

    /** Values by the epoch second at which each period begins. */
    static NavigableMap<Long, Double> of(
            Metrics metrics, Metric metric, Instant from, Instant to, int seconds, String statistic) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        if (!isPercentile(statistic)) {
            Statistic plain = Statistic.named(statistic);
            Periods.of(metrics, metric, from, to, seconds, 0)
                    .forEach((begin, summary) -> values.put(begin, plain.of(summary)));
            return values;
        }
        NavigableMap<Long, Percentiles> periods = new TreeMap<>();
        metrics.percentiles(metric, from.truncatedTo(ChronoUnit.MINUTES), to)
                .forEach((minute, seen) ->
                        periods.merge(minute - Math.floorMod(minute, (long) seconds), seen, Percentiles::plus));
        double percent = Double.parseDouble(statistic.substring(1));
        periods.forEach((begin, seen) -> seen.of(percent).ifPresent(value -> values.put(begin, value)));
        return values;
    }

    static AwsException unknown(String name) {
        return AwsException.of(
                "InvalidParameterValueException",
                "The value " + name + " for parameter Stat is not supported: this engine keeps "
                        + Arrays.toString(Statistic.values()) + " and percentiles such as p99.9.");
    }
}
