package dev.sluice.bench.stack;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Median;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.cli.process.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * From the start of the process to the first event it would accept. The launcher keeps an archive of the classes that the first
 * {@code ./sluice up} after a build has loaded; so does this bench, and reports the first start separately from the later ones.
 */
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
        Path archive = Subject.folder().resolve("classes.jsa");
        Median first = new Median();
        Median empty = new Median();
        Median again = new Median();
        Median memory = new Median();
        double slowest = 0;
        for (int i = 0; i < RUNS; i++) {
            try (Subject subject = settings.stack()) {
                first.add(seconds(subject));
                subject.kill();
            }
        }
        start("-XX:ArchiveClassesAtExit=" + archive).close();
        for (int i = 0; i < RUNS; i++) {
            Path kept;
            try (Subject subject = start("-XX:SharedArchiveFile=" + archive)) {
                empty.add(seconds(subject));
                slowest = Math.max(slowest, seconds(subject));
                memory.add(subject.usage().residentBytes() / 1e6);
                subject.kill();
                kept = copy(subject.data());
            }
            try (Subject subject = start(kept, "-XX:SharedArchiveFile=" + archive)) {
                again.add(seconds(subject));
            }
        }
        Files.deleteIfExists(archive);
        return new Result(name())
                .add("empty data, median of " + RUNS, empty.value(), "s")
                .add("empty data, slowest", slowest, "s")
                .add("same data again after kill -9, median of " + RUNS, again.value(), "s")
                .add("the first start after a build, median of " + RUNS, first.value(), "s")
                .add("resident memory after start, median", memory.value(), "MB");
    }

    private static Subject start(String option) throws IOException {
        return start(Subject.folder(), option);
    }

    private static Subject start(Path data, String option) throws IOException {
        return Subject.start(data, new EngineProcess.Options(List.of(), List.of(option), Map.of(), List.of()));
    }

    private static double seconds(Subject subject) {
        return subject.startup().toMillis() / 1e3;
    }

    private static Path copy(Path data) throws IOException {
        Path kept = data.resolveSibling(data.getFileName() + "-again");
        try (var files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, kept.resolve(data.relativize(file).toString()));
            }
        }
        return kept;
    }
}
