package dev.sluice.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where values lie on a picture. */
final class Axis {

    private static final int MOST_TICKS = 6;

    private final double lowest;
    private final double highest;
    private final double begin;
    private final double end;
    private final boolean logarithmic;
    private final List<Double> ticks;

    private Axis(double lowest, double highest, double begin, double end, boolean logarithmic, List<Double> ticks) {
        this.lowest = lowest;
        this.highest = highest;
        this.begin = begin;
        this.end = end;
        this.logarithmic = logarithmic;
        this.ticks = List.copyOf(ticks);
    }

    /** From the power of ten below all values to the one above; what is not positive lies at the beginning. */
    static Axis logarithmic(double[] values, double begin, double end) {
        double least = Arrays.stream(values).filter(value -> value > 0).min().orElse(1);
        double most = Arrays.stream(values).max().orElse(10);
        double lowest = Math.pow(10, Math.floor(Math.log10(least)));
        double highest = Math.max(lowest * 10, Math.pow(10, Math.ceil(Math.log10(Math.max(most, least)))));
        List<Double> ticks = new ArrayList<>();
        for (double tick = lowest; tick <= highest * 1.001; tick *= 10) {
            ticks.add(tick);
        }
        return new Axis(lowest, highest, begin, end, true, ticks);
    }

    /** From zero to a round number above all values. */
    static Axis linear(double[] values, double begin, double end) {
        double most = Math.max(1e-9, Arrays.stream(values).max().orElse(1));
        double step = Math.pow(10, Math.floor(Math.log10(most)));
        while (most / step > MOST_TICKS) {
            step *= 2;
        }
        while (most / step < MOST_TICKS / 2.0) {
            step /= 2;
        }
        double highest = Math.ceil(most / step) * step;
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= highest * 1.001; i++) {
            ticks.add(i * step);
        }
        return new Axis(0, highest, begin, end, false, ticks);
    }

    List<Double> ticks() {
        return ticks;
    }

    double at(double value) {
        double share = logarithmic
                ? Math.log(Math.max(value, lowest) / lowest) / Math.log(highest / lowest)
                : (value - lowest) / (highest - lowest);
        return begin + share * (end - begin);
    }
}
