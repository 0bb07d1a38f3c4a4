package dev.sluice.bench.stack;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Median;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import java.nio.file.Files;
import java.nio.file.Path;

/** From the start of the process to the first event it would accept. */
public final class StartBench implements Bench {

    private static final int RUNS = 5;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "start with the synthesized stack, on empty data and again on the same data; memory when idle";
    }

    @Override
    public Result run(Settings settings) throws Exception {
        Median cold = new Median();
        Median warm = new Median();
        Median memory = new Median();
        double slowest = 0;
        for (int i = 0; i < RUNS; i++) {
            Path kept;
            try (Subject first = settings.stack()) {
                double seconds = first.startup().toMillis() / 1e3;
                cold.add(seconds);
                slowest = Math.max(slowest, seconds);
                memory.add(first.usage().residentBytes() / 1e6);
                first.kill();
                kept = copy(first.data());
            }
            try (Subject again = Subject.start(kept)) {
                warm.add(again.startup().toMillis() / 1e3);
            }
        }
        return new Result(name())
                .add("empty data, median of " + RUNS, cold.value(), "s")
                .add("empty data, slowest", slowest, "s")
                .add("same data again after kill -9, median of " + RUNS, warm.value(), "s")
                .add("resident memory after start, median", memory.value(), "MB");
    }

    private static Path copy(Path data) throws Exception {
        Path kept = data.resolveSibling(data.getFileName() + "-again");
        try (var files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, kept.resolve(data.relativize(file).toString()));
            }
        }
        return kept;
    }
}
