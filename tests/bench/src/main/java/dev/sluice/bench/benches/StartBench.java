package dev.sluice.bench.benches;

import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From the start of the process to the first event it would accept. */
final class StartBench implements Bench {

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
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Path kept;
            try (Subject first = settings.stack()) {
                cold.add(first.startup().toMillis() / 1e3);
                memory.add(first.usage().residentBytes() / 1e6);
                first.kill();
                kept = copy(first.data());
            }
            try (Subject again = Subject.start(kept)) {
                warm.add(again.startup().toMillis() / 1e3);
            }
        }
        return new Result(name())
                .add("empty data, median of " + RUNS, median(cold), "s")
                .add(
                        "empty data, slowest",
                        cold.stream().max(Comparator.naturalOrder()).orElse(0.0),
                        "s")
                .add("same data again after kill -9, median of " + RUNS, median(warm), "s")
                .add("resident memory after start, median", median(memory), "MB");
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

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
