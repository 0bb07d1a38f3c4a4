package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.local.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine without the module that only other people's templates need. */
class WithoutAdditionsTest {

    @TempDir
    Path data;

    @Test
    void sluicesOwnStackRuns() throws IOException {
        List<String> all = List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator));
        List<String> without =
                all.stream().filter(entry -> !isAdditions(Path.of(entry))).toList();
        assertThat(without).as("the class path without the module").hasSize(all.size() - 1);
        Process engine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsluice.home=" + Home.find().root(),
                        "-cp",
                        String.join(File.pathSeparator, without),
                        "dev.sluice.cli.Main",
                        "up",
                        "--quiet",
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(engine::destroyForcibly));
        try (Stream<String> lines = engine.inputReader().lines()) {
            String printed = lines.takeWhile(line -> !line.startsWith("ready ")).collect(Collectors.joining("\n"));
            assertThat(engine.isAlive()).as(printed).isTrue();
        } finally {
            engine.destroy();
            engine.onExit().join();
        }
    }

    /** A folder of classes in the build, or the jar. */
    private static boolean isAdditions(Path entry) {
        return entry.endsWith(Path.of("engine", "more", "target", "classes"))
                || entry.getFileName().toString().startsWith("sluice-engine-more-");
    }
}
