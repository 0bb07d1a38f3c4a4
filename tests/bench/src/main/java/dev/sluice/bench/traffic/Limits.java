package dev.sluice.bench.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.bench.report.Result;
import dev.sluice.cli.local.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the machine does alone: no system can be faster than these. */
public final class Limits {

    private static final long NANOS = 1_500_000_000L;
    private static final int BYTES = 500;

    private Limits() {}

    /** Adds what an append and {@code fdatasync} per request costs, and parsing the same JSON. */
    public static Result disk(Result result, int eventsPerRequest) {
        double syncs = syncsPerSecond(BYTES * eventsPerRequest);
        return result.add("limit: fdatasync'd appends alone, one writer", syncs * eventsPerRequest, "events/s")
                .add("limit: Jackson parse alone, one core", parsesPerSecond(), "events/s");
    }

    public static double syncsPerSecond(int bytes) {
        try {
            Path folder = Files.createDirectories(Home.find().root().resolve("tests/bench/target"));
            Path file = Files.createTempFile(folder, "append", ".log");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer block = ByteBuffer.allocate(bytes);
                long begin = System.nanoTime();
                long count = 0;
                while (System.nanoTime() - begin < NANOS) {
                    channel.write(block.clear());
                    channel.force(false);
                    count++;
                }
                return count * 1e9 / (System.nanoTime() - begin);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double parsesPerSecond() {
        ObjectMapper json = new ObjectMapper();
        byte[] event =
                ("{\"Source\":\"bench\",\"DetailType\":\"measured\",\"EventBusName\":\"b\",\"Detail\":\"{\\\"n\\\":1,\\\"t\\\":2,\\\"filling\\\":\\\""
                                + "x".repeat(200) + "\\\"}\"}")
                        .getBytes(StandardCharsets.UTF_8);
        long begin = System.nanoTime();
        long count = 0;
        long fields = 0;
        try {
            while (System.nanoTime() - begin < NANOS) {
                fields += json.readTree(event).size();
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields / 4 * 1e9 / (System.nanoTime() - begin) * (count > 0 ? 1 : 0);
    }
}
