package dev.sluice.bench.report;

/**
 * One measured number.
 *
 * @param name what it is
 * @param value in {@code unit}
 * @param unit such as {@code events/s} or {@code ms}
 */
public record Figure(String name, double value, String unit) {

    @Override
    public String toString() {
        return String.format("  %-44s %,14.2f %s", name, value, unit);
    }
}
