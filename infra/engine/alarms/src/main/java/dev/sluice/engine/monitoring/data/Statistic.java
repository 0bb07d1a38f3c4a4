package dev.sluice.engine.monitoring.data;

import dev.sluice.engine.metrics.Summary;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** What can be asked of a period's data points. */
public enum Statistic {
    SampleCount(Summary::samples),
    Average(summary -> summary.sum() / summary.samples()),
    Sum(Summary::sum),
    Minimum(Summary::minimum),
    Maximum(Summary::maximum);

    private final ToDoubleFunction<Summary> value;

    Statistic(ToDoubleFunction<Summary> value) {
        this.value = value;
    }

    public double of(Summary summary) {
        return value.applyAsDouble(summary);
    }

    /** @throws dev.sluice.engine.aws.AwsException InvalidParameterValueException for anything else */
    public static Statistic named(String name) {
        return Arrays.stream(values())
                .filter(statistic -> statistic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Series.unknown(name));
    }
}
