package dev.sluice.engine.dynamodb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures PutItem with a stream, on disk, from several threads of one process. Not a test: run its main method with the
 * test class path. Arguments: threads, seconds.
 */
final class Throughput {

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        long nanos = (arguments.length > 1 ? Long.parseLong(arguments[1]) : 5) * 1_000_000_000L;
        Path folder = Files.createTempDirectory("throughput");
        try (Dynamo dynamo = Dynamo.open(folder)) {
            dynamo.call("CreateTable", Dynamo.HASH_TABLE);
            for (int round = 0; round < 4; round++) {
                System.out.printf("%,d PutItem/s%n", round(dynamo, threads, nanos));
            }
        }
    }

    private static long round(Dynamo dynamo, int threads, long nanos) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            running.add(new Thread(() -> {
                for (long n = 0; System.nanoTime() - start < nanos; n++) {
                    dynamo.call("PutItem", item(thread, n));
                    done.incrementAndGet();
                }
            }));
        }
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }
        return done.get() * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static String item(int thread, long n) {
        return "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"order-" + thread + "-" + n % 5_000
                + "\"},\"version\":{\"N\":\"" + System.nanoTime() + "\"},\"status\":{\"S\":\"PLACED\"},"
                + "\"note\":{\"S\":\"" + "x".repeat(500) + "\"},\"total\":{\"N\":\"12.50\"}}}";
    }
}
