package dev.sluice.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chaos.plants.Plant;
import dev.sluice.cli.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short runs: an honest one finds nothing, and deliberate bugs are found; the latter take minutes and must be asked for. */
class ChaosTest {

    private static final Duration LENGTH = Duration.ofSeconds(10);
    /** Receivers that fail and hang, poison, a pause, a kill. */
    private static final long SEED = 2;

    private static final int MOST_SEEDS = 8;

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostInventedOrMisdelivered() throws IOException, InterruptedException {
        Run.Verdict verdict = Run.of(SEED, LENGTH, folder, List.of(), System.out::println);
        System.out.println("chaos: " + verdict);
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.changes()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "sluice.chaos.plants", matches = "true")
    void aDeliberateBugIsFound(Plant plant) throws IOException, InterruptedException {
        Path classes = plant.compile(Home.find().root(), folder.resolve("plant"));
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Path data = Files.createDirectory(folder.resolve("data-" + seed));
            List<String> violations =
                    Run.of(seed, LENGTH, data, List.of(classes), fault -> {}).violations();
            if (violations.stream().anyMatch(violation -> violation.startsWith("lost: "))) {
                System.out.println("chaos: " + plant + " was found with seed " + seed);
                return;
            }
        }
        assertThat(plant).as("a bug that was not found").isNull();
    }
}
