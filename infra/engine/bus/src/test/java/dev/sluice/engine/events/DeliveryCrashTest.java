package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed between the acknowledgement of events and their delivery. */
class DeliveryCrashTest {

    private static final int ENOUGH = 500;
    private static final String ENTRY = "{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\"}";

    @TempDir
    Path folder;

    @Test
    @DisplayName("every event that was acknowledged before the kill is delivered after the restart, and archived")
    void acknowledgedEventsAreDelivered() throws IOException {
        List<String> acknowledged = acknowledgedBeforeTheKill();
        Bench bench = new Bench(folder);
        try {
            bench.events.start();
            await().untilAsserted(() -> assertThat(delivered(bench)).containsAll(acknowledged));
            assertThat(bench.call("DescribeArchive", "{\"ArchiveName\":\"a\"}")
                            .path("EventCount")
                            .asInt())
                    .isEqualTo(delivered(bench).size());
        } finally {
            bench.close();
        }
    }

    private static Set<String> delivered(Bench bench) {
        return bench.targets.calls.stream()
                .map(call -> Json.parseTrusted(call.call().body()).path("id").asText())
                .collect(Collectors.toSet());
    }

    private List<String> acknowledgedBeforeTheKill() throws IOException {
        Path out = folder.resolve("acknowledged.txt");
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
            await().until(() -> read(out).size() >= ENOUGH);
        } finally {
            process.destroyForcibly();
        }
        await().until(() -> !process.isAlive());
        return read(out);
    }

    private static List<String> read(Path out) throws IOException {
        return Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("took ") && line.endsWith("."))
                .map(line -> line.substring("took ".length(), line.length() - 1))
                .toList();
    }

    /** Takes events for a destination that never answers, and prints the id of each that was acknowledged, until it is killed. */
    static final class Victim {
        public static void main(String[] arguments) {
            Bench bench = new Bench(Path.of(arguments[0]));
            bench.targets.answer = (arn, call) -> {
                Latches.await(new CountDownLatch(1));
                throw new IllegalStateException("never");
            };
            bench.call(
                    "CreateArchive",
                    "{\"ArchiveName\":\"a\",\"EventSourceArn\":\"arn:aws:events:us-east-1:000000000000:event-bus/default\"}");
            bench.rule(
                    "r",
                    "s",
                    "{\"Arn\":\"arn:aws:events:us-east-1:000000000000:api-destination/d/1\","
                            + "\"RoleArn\":\"arn:aws:iam::000000000000:role/x\"}");
            for (int i = 0; i < 4; i++) {
                new Thread(() -> putForEver(bench)).start();
            }
        }

        private static void putForEver(Bench bench) {
            while (true) {
                JsonNode answer = bench.call("PutEvents", "{\"Entries\":[" + ENTRY + "," + ENTRY + "]}");
                for (JsonNode entry : answer.path("Entries")) {
                    System.out.println("took " + entry.path("EventId").asText() + ".");
                }
            }
        }
    }
}
