package dev.sluice.bench.capacity;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Line;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import java.util.ArrayList;
import java.util.List;

/** The same measurement with once, ten times and a hundred times as much stored, ruled and registered. */
public final class GrowthBench implements Bench {

    /** A virtual machine that still compiles would look as if growth made it faster. */
    private static final int WARM_UPS = 2;

    private static final int[] TIMES = {1, 10, 100};

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String about() {
        return "speed at 1, 10 and 100 times as many stored events (1,000 for each of --seconds, 10,000 at most), rules (3) and"
                + " endpoints of others (1,000)";
    }

    @Override
    public Result run(Settings settings) {
        Result result = new Result(name());
        try (Subject subject = settings.own("--empty")) {
            grow(result, new StoredEvents(subject, settings));
        }
        try (Subject subject = settings.own("--empty")) {
            grow(result, new Rules(subject, settings));
        }
        try (Subject subject = settings.stack();
                RegisteredEndpoints endpoints = new RegisteredEndpoints(subject, settings)) {
            grow(result, endpoints);
        }
        return result;
    }

    /** What grows, and what is measured beside it. */
    interface Dimension {

        String name();

        /** Grows it to the given size, and returns the size reached. */
        long growTo(int times);

        List<Measured> measure();
    }

    /** One measured figure. */
    record Measured(String name, double value, String unit) {}

    private static void grow(Result result, Dimension dimension) {
        List<Line.Point> latencies = new ArrayList<>();
        for (int i = 0; i < WARM_UPS; i++) {
            dimension.measure();
        }
        for (int times : TIMES) {
            long size = dimension.growTo(times);
            for (Measured measured : dimension.measure()) {
                result.add(
                        String.format("%,d %s: %s", size, dimension.name(), measured.name()),
                        measured.value(),
                        measured.unit());
                if (measured.name().endsWith("p99")) {
                    latencies.add(new Line.Point(times, measured.value()));
                }
            }
        }
        result.line(new Line(dimension.name(), latencies));
    }
}
