package dev.sluice.bench.report;

import java.util.ArrayList;
import java.util.List;

/** The middle one of several measurements. */
public final class Median {

    private final List<Double> values = new ArrayList<>();

    public Median add(double value) {
        values.add(value);
        return this;
    }

    /** The middle one; of an even number, the mean of the two. 0 if there are none. */
    public double value() {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
