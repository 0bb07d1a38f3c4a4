package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the midst of asynchronous invocations: each that was accepted runs, at the latest in the next process. */
class KillTest {

    private static final int ENOUGH = 500;
    private static final FunctionJar JAR = FunctionJar.of("""
            package f;
            public class Note {
                private final String folder;
                Note(Map<String, String> env) { this.folder = env.get("FOLDER"); }
                public void handle(int number) throws IOException {
                    new File(folder, "ran-" + number).createNewFile();
                }
            }
            """);

    @TempDir
    Path folder;

    @Test
    void whatWasAcceptedRuns() throws IOException {
        Set<Integer> accepted = acceptedBeforeTheKill();
        try (SystemTime time = new SystemTime();
                LocalLambda lambda = new LocalLambda(folder, time)) {
            await().untilAsserted(() -> {
                for (int number : accepted) {
                    assertThat(folder.resolve("ran-" + number)).exists();
                }
            });
            assertThat(lambda.call("GetFunctionConfiguration", "note")
                            .path("State")
                            .asText())
                    .isEqualTo("Active");
        }
    }

    private Set<Integer> acceptedBeforeTheKill() throws IOException {
        Path out = folder.resolve("accepted.txt");
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
            await().until(() -> accepted(out).size() >= ENOUGH);
        } finally {
            process.destroyForcibly();
        }
        await().until(() -> !process.isAlive());
        return accepted(out);
    }

    private static Set<Integer> accepted(Path out) throws IOException {
        Set<Integer> numbers = new TreeSet<>();
        Files.readAllLines(out).stream()
                .filter(line -> line.matches("accepted \\d+\\."))
                .forEach(line -> numbers.add(Integer.parseInt(line.replaceAll("\\D", ""))));
        return numbers;
    }

    /** Invokes for ever and prints each invocation that was accepted. */
    static final class Victim {
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            LocalLambda lambda = new LocalLambda(folder, new SystemTime());
            var more = Json.object();
            more.putObject("Environment").putObject("Variables").put("FOLDER", folder.toString());
            lambda.create("note", "f.Note::handle", JAR, more);
            for (int number = 0; ; number++) {
                int status = lambda.raw("note", "Event", FunctionJar.utf8(Integer.toString(number)))
                        .status();
                if (status == 202) {
                    System.out.println("accepted " + number + ".");
                }
            }
        }
    }
}
