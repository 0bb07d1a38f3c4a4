package dev.sluice.engine.destinations;

import dev.sluice.engine.testing.RunningReceiver;
import dev.sluice.engine.time.SystemTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Calls of an API destination beside bare calls of the same HTTP client to the same receiver. Not a test: run its
 * {@code main} with the test class path. Arguments: seconds, threads.
 */
final class Throughput {

    private static final String BODY =
            "{\"orderId\":\"o-4711\",\"tenant\":\"blue\",\"status\":\"PLACED\",\"total\":129.50,"
                    + "\"lines\":[{\"sku\":\"a\",\"n\":1},{\"sku\":\"b\",\"n\":2}],\"note\":\"" + "x".repeat(800)
                    + "\"}";

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        Path folder = Files.createTempDirectory("sluice-throughput");
        try (RunningReceiver receiver = RunningReceiver.start();
                CloseableHttpClient client = bare(threads);
                Bench bench = new Bench(folder, new SystemTime(), SSLContext.getDefault())) {
            String arn = bench.destination(
                    bench.connection("BASIC", Bench.BASIC.formatted("")), "POST", receiver.url(), 1_000_000);
            Callable<Boolean> kept = () -> call(client, receiver.url(), false);
            Callable<Boolean> closed = () -> call(client, receiver.url(), true);
            Callable<Boolean> destination = () -> bench.send(arn, Call.of(BODY)) instanceof Attempt.Delivered;
            for (int round = 0; round < 3; round++) {
                double bareKept = rate(kept, threads, seconds);
                double bareClosed = rate(closed, threads, seconds);
                double sent = rate(destination, threads, seconds);
                System.out.printf(
                        "bare, kept alive %.0f/s; bare, Connection: close %.0f/s; API destination %.0f/s = %.0f %% and %.0f %%%n",
                        bareKept, bareClosed, sent, 100 * sent / bareKept, 100 * sent / bareClosed);
            }
            paced("bare, kept alive", kept, seconds);
            paced("bare, Connection: close", closed, seconds);
            paced("API destination", destination, seconds);
        }
    }

    private static CloseableHttpClient bare(int threads) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(threads)
                        .setMaxConnTotal(threads)
                        .build())
                .build();
    }

    private static boolean call(CloseableHttpClient client, String url, boolean close) throws Exception {
        HttpPost post = new HttpPost(URI.create(url));
        post.setEntity(new StringEntity(BODY, ContentType.APPLICATION_JSON));
        if (close) {
            post.setHeader("Connection", "close");
        }
        return client.execute(post, response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode() == 200;
        });
    }

    private static double rate(Callable<Boolean> call, int threads, int seconds) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(executor.submit(() -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                        if (!call.call()) {
                            throw new IllegalStateException("a call failed");
                        }
                        count++;
                    }
                    return count;
                }));
            }
            long total = 0;
            for (Future<Long> count : counts) {
                total += count.get();
            }
            return total * 1e9 / (System.nanoTime() - start);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void paced(String what, Callable<Boolean> call, int seconds) throws Exception {
        int calls = 100 * seconds;
        long[] micros = new long[calls];
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long due = start + i * Duration.ofMillis(10).toNanos();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            call.call();
            micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
        }
        Arrays.sort(micros);
        System.out.printf(
                "%s at 100/s: p50 %d us, p99 %d us (%d bytes of body)%n",
                what, micros[calls / 2], micros[calls * 99 / 100], BODY.getBytes(StandardCharsets.UTF_8).length);
    }
}
