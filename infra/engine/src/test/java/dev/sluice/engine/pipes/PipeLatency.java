package dev.sluice.engine.pipes;

import dev.sluice.engine.time.SystemTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a row takes through a stream, a pipe with an enrichment, and to a target, on disk: {@code java ... PipeLatency
 * [rows/s] [seconds]}.
 */
final class PipeLatency {

    private PipeLatency() {}

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        Path folder = Files.createTempDirectory("pipe-latency");
        Map<String, Long> sent = new ConcurrentHashMap<>();
        List<Long> micros = Collections.synchronizedList(new ArrayList<>());
        try (Flow flow = Flow.open(folder, new SystemTime())) {
            flow.events.on("PutEvents", input -> {
                input.path("Entries").forEach(entry -> {
                    String id = Flow.json(entry.path("Detail").asText())
                            .at("/dynamodb/NewImage/id/S")
                            .asText();
                    Long at = sent.get(id);
                    if (at != null) {
                        micros.add((System.nanoTime() - at) / 1_000);
                    }
                });
                return Flow.accepted(input.path("Entries").size());
            });
            flow.pipe("rows", "");
            long begin = System.nanoTime();
            int rows = rate * seconds;
            for (int i = 0; i < rows; i++) {
                LockSupport.parkNanos(begin + i * 1_000_000_000L / rate - System.nanoTime());
                sent.put("r" + i, System.nanoTime());
                flow.put("r" + i, i);
            }
            while (micros.size() < rows) {
                LockSupport.parkNanos(10_000_000);
            }
        }
        List<Long> steady = new ArrayList<>(micros.subList(micros.size() / 4, micros.size()));
        Collections.sort(steady);
        System.out.printf(
                "%d rows/s: p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                rate,
                steady.get(steady.size() / 2) / 1_000.0,
                steady.get(steady.size() * 99 / 100) / 1_000.0,
                steady.get(steady.size() - 1) / 1_000.0);
    }
}
