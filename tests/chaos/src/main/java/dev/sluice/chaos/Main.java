package dev.sluice.chaos;

import dev.sluice.chaos.plants.Plant;
import dev.sluice.cli.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice chaos}: faults by a seeded schedule, and a checker. Exit code 0 only if no rule was violated. */
@Command(
        name = "sluice chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the stack under load while a seeded schedule kills, pauses and starves it and its receivers misbehave;",
            "then checks that nothing acknowledged was lost, invented, misdelivered or unaccounted for."
        })
public final class Main implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--seed", paramLabel = "S", description = "Replays the schedule of this seed (default: a new one).")
    @Nullable
    Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "0.5",
            description = "How long each run lasts (default: ${DEFAULT-VALUE}).")
    double minutes;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs one after the other, with seeds S, S+1 ... (default: ${DEFAULT-VALUE}).")
    int runs;

    @Option(names = "--quiet", description = "Do not report each fault.")
    boolean quiet;

    @Option(
            names = "--plant",
            paramLabel = "NAME",
            description = "Runs the engine with a deliberate bug, which must be found: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Plant plant;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        long first = seed == null ? new Random().nextInt(1_000_000) : seed;
        int failed = 0;
        for (int i = 0; i < runs; i++) {
            failed += one(first + i) ? 0 : 1;
        }
        print(runs - failed + " of " + runs + " runs without a violation");
        return failed == 0 ? 0 : 1;
    }

    private boolean one(long runSeed) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("sluice-chaos-");
        print("seed " + runSeed + ", data in " + data);
        Consumer<String> report = quiet ? fault -> {} : fault -> print("  " + fault);
        List<Path> planted = plant == null
                ? List.of()
                : List.of(plant.compile(Home.find().root(), Files.createTempDirectory("sluice-plant-")));
        Run.Verdict verdict = Run.of(runSeed, Duration.ofMillis((long) (minutes * 60_000)), data, planted, report);
        verdict.skipped().forEach(what -> print("  SKIPPED " + what));
        print("seed " + runSeed + ": " + verdict.changes() + " acknowledged, " + verdict.deliveries() + " webhooks, "
                + verdict.duplicates() + " of them duplicates, " + verdict.faults() + " faults, " + verdict.kills()
                + " kills, " + verdict.violations().size() + " violations");
        verdict.violations().stream().limit(20).forEach(violation -> print("  VIOLATED " + violation));
        if (verdict.violations().isEmpty()) {
            delete(data);
        } else {
            print("  replay with: ./sluice chaos --seed " + runSeed + " --minutes " + minutes
                    + (plant == null ? "" : " --plant " + plant) + "   (data kept in "
                    + data + ")");
        }
        return verdict.violations().isEmpty();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
