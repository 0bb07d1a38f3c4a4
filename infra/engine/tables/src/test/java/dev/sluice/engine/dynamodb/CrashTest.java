package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the midst of its writes: all that was answered is there, with its stream record, and no record without its item. */
class CrashTest {

    private static final int ENOUGH = 3_000;

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredSurvivesAKill() throws IOException {
        List<String> answered = answeredBeforeTheKill();
        try (Dynamo dynamo = Dynamo.open(folder)) {
            JsonNode table =
                    dynamo.call("DescribeTable", "{\"TableName\":\"plain\"}").path("Table");
            List<String> recorded =
                    recorded(dynamo, table.path("LatestStreamArn").asText());
            List<String> kept = new ArrayList<>();
            JsonNode page = dynamo.call("Scan", "{\"TableName\":\"plain\"}");
            page.path("Items").forEach(item -> kept.add(item.at("/id/S").asText()));
            assertThat(page.has("LastEvaluatedKey")).isFalse();
            assertThat(kept).containsAll(answered);
            assertThat(recorded).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    private List<String> answeredBeforeTheKill() throws IOException {
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
            await().until(() -> answered(out).size() >= ENOUGH);
        } finally {
            process.destroyForcibly();
        }
        await().until(() -> !process.isAlive());
        return answered(out);
    }

    private static List<String> answered(Path out) throws IOException {
        return Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("put ") && line.endsWith("."))
                .map(line -> line.substring(4, line.length() - 1))
                .toList();
    }

    private static List<String> recorded(Dynamo dynamo, String arn) {
        String shard = dynamo.stream("DescribeStream", "{\"StreamArn\":\"" + arn + "\"}")
                .at("/StreamDescription/Shards/0/ShardId")
                .asText();
        String iterator = dynamo.stream(
                        "GetShardIterator",
                        "{\"StreamArn\":\"" + arn + "\",\"ShardId\":\"" + shard
                                + "\",\"ShardIteratorType\":\"TRIM_HORIZON\"}")
                .path("ShardIterator")
                .asText();
        List<String> recorded = new ArrayList<>();
        while (true) {
            JsonNode page = dynamo.stream("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
            if (page.path("Records").isEmpty()) {
                return recorded;
            }
            page.path("Records")
                    .forEach(record ->
                            recorded.add(record.at("/dynamodb/Keys/id/S").asText()));
            iterator = page.path("NextShardIterator").asText();
        }
    }

    /** Puts items from four threads and prints each that was answered, until it is killed. */
    static final class Victim {
        public static void main(String[] arguments) {
            Dynamo dynamo = Dynamo.open(Path.of(arguments[0]));
            dynamo.call("CreateTable", Dynamo.HASH_TABLE);
            AtomicInteger next = new AtomicInteger();
            for (int i = 0; i < 4; i++) {
                new Thread(() -> putForEver(dynamo, next)).start();
            }
        }

        private static void putForEver(Dynamo dynamo, AtomicInteger next) {
            while (true) {
                String id = "id-" + next.incrementAndGet();
                dynamo.call("PutItem", "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"" + id + "\"}}}");
                System.out.println("put " + id + ".");
            }
        }
    }
}
