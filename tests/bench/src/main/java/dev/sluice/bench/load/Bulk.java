package dev.sluice.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Sends a number of events as fast as they are acknowledged: to fill something, not to measure latency. */
public final class Bulk {

    private Bulk() {}

    /**
     * Sends events {@code 0} to {@code total - 1}.
     *
     * @param batch events in a request
     * @return how many a second were acknowledged
     */
    public static double send(int clients, int batch, long total, Supplier<Client> factory) {
        AtomicLong next = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long begin = System.nanoTime();
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                parts.add(threads.submit(() -> loop(next, batch, total, factory)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
        return total * 1e9 / Math.max(1, System.nanoTime() - begin);
    }

    private static void loop(AtomicLong next, int batch, long total, Supplier<Client> factory) {
        try (Client client = factory.get()) {
            for (long first = next.getAndAdd(batch); first < total; first = next.getAndAdd(batch)) {
                client.send(first, (int) Math.min(batch, total - first), System.nanoTime());
            }
        }
    }
}
