package dev.sluice.engine.metrics;

/** What one minute saw of a metric: CloudWatch's statistic set. */
public record Summary(long samples, double sum, double minimum, double maximum) {

    public static Summary of(double value) {
        return new Summary(1, value, value, value);
    }

    public Summary plus(Summary other) {
        return new Summary(
                samples + other.samples,
                sum + other.sum,
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum));
    }
}
