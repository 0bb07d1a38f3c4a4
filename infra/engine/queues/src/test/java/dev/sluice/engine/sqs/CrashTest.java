package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it sends, receives and deletes: what was sent and not deleted is there, what was deleted is not. */
class CrashTest {

    private static final int ENOUGH = 3_000;

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredSurvivesAKill() throws IOException {
        Path out = folder.resolve("answered.txt");
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
            await().until(() -> answered(out, "deleted ").size() >= ENOUGH);
        } finally {
            process.destroyForcibly();
        }
        await().until(() -> !process.isAlive());
        Set<String> kept = kept();
        Set<String> deleted = answered(out, "deleted ");
        Set<String> mustRemain = answered(out, "sent ");
        mustRemain.removeAll(answered(out, "deleting "));
        assertThat(kept).containsAll(mustRemain).doesNotContainAnyElementsOf(deleted);
    }

    private Set<String> kept() {
        Set<String> kept = new HashSet<>();
        try (Sqs sqs = Sqs.open(folder)) {
            sqs.time.advance(Duration.ofHours(1));
            for (List<String> some = sqs.bodies("q", 10); !some.isEmpty(); some = sqs.bodies("q", 10)) {
                kept.addAll(some);
            }
        }
        return kept;
    }

    private static Set<String> answered(Path out, String what) throws IOException {
        Set<String> answered = new HashSet<>();
        for (String line : Files.readAllLines(out)) {
            if (line.startsWith(what) && line.endsWith(".")) {
                answered.add(line.substring(what.length(), line.length() - 1));
            }
        }
        return answered;
    }

    /** Sends from two threads and receives and deletes on two, and prints what was answered, until it is killed. */
    static final class Victim {
        public static void main(String[] arguments) {
            Sqs sqs = Sqs.open(Path.of(arguments[0]));
            sqs.create("q");
            AtomicInteger next = new AtomicInteger();
            for (int i = 0; i < 2; i++) {
                new Thread(() -> sendForEver(sqs, next)).start();
                new Thread(() -> consumeForEver(sqs)).start();
            }
        }

        private static void sendForEver(Sqs sqs, AtomicInteger next) {
            while (true) {
                String id = "id-" + next.incrementAndGet();
                sqs.send("q", id);
                System.out.println("sent " + id + ".");
            }
        }

        private static void consumeForEver(Sqs sqs) {
            while (true) {
                for (JsonNode message : sqs.receive("q", 3)) {
                    String id = message.path("Body").asText();
                    System.out.println("deleting " + id + ".");
                    sqs.delete("q", message);
                    System.out.println("deleted " + id + ".");
                }
            }
        }
    }
}
