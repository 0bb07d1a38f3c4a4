package dev.sluice.engine.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the midst of its pipe: every row that was answered arrives, before the kill or after the restart. */
class PipeCrashTest {

    private static final int ENOUGH = 1_500;

    @TempDir
    Path folder;

    @Test
    void aKillRepeatsEventsAndLosesNone() throws IOException {
        List<String> lines = linesBeforeTheKill();
        List<String> answered = after("put ", lines);
        List<String> before = after("arrived ", lines);
        assertThat(before).isNotEmpty();
        try (Flow flow = Flow.open(folder, new SystemTime())) {
            flow.put("last", 0);
            await().until(() -> flow.arrived().contains("last:0"));
            List<String> all = Stream.concat(before.stream(), flow.arrived().stream())
                    .distinct()
                    .toList();
            assertThat(all).containsAll(answered);
            assertThat(flow.arrived().stream().filter(before::contains).count())
                    .as("what came twice is what was under way")
                    .isLessThan(1_000);
        }
    }

    private List<String> linesBeforeTheKill() throws IOException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().until(() -> after("arrived ", Files.readAllLines(out)).size() >= ENOUGH);
        } finally {
            process.destroyForcibly();
        }
        await().until(() -> !process.isAlive());
        return Files.readAllLines(out);
    }

    private static List<String> after(String word, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(word) && line.endsWith(".")) {
                found.add(line.substring(word.length(), line.length() - 1));
            }
        }
        return found;
    }

    /** Puts rows and prints each that was answered and each that reached the bus, until it is killed. */
    static final class Victim {
        public static void main(String[] arguments) {
            Flow flow = Flow.open(Path.of(arguments[0]), new SystemTime());
            flow.events.on("PutEvents", input -> {
                input.path("Entries").forEach(entry -> {
                    var image = Flow.json(entry.path("Detail").asText()).at("/dynamodb/NewImage");
                    System.out.println("arrived " + image.at("/id/S").asText() + ":"
                            + image.at("/n/N").asText() + ".");
                });
                return Flow.accepted(input.path("Entries").size());
            });
            flow.pipe("rows", "");
            for (int i = 0; true; i++) {
                flow.put("k" + i % 10, i);
                System.out.println("put k" + i % 10 + ":" + i + ".");
            }
        }
    }
}
