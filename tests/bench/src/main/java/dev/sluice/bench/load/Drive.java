package dev.sluice.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Sends by plan. In an open loop each request has its time of arrival, and its latency counts from there: a system that stalls
 * does not make the load wait for it, so nothing is hidden (no coordinated omission).
 */
public final class Drive {

    private static final long SPIN_NANOS = 60_000;

    private final Plan plan;
    private final AtomicLong next = new AtomicLong();
    private final long begin = System.nanoTime();
    private final long measuredFrom;
    private final long end;

    private Drive(Plan plan) {
        this.plan = plan;
        this.measuredFrom = begin + plan.warmup().toNanos();
        this.end = measuredFrom + plan.measured().toNanos();
    }

    /** Runs the plan with as many clients as it says. */
    public static Driven run(Plan plan, Supplier<Client> clients) {
        Drive drive = new Drive(plan);
        ExecutorService threads = Executors.newFixedThreadPool(plan.clients());
        try {
            List<Future<Driven>> parts = new ArrayList<>();
            for (int i = 0; i < plan.clients(); i++) {
                parts.add(threads.submit(() -> drive.loop(clients)));
            }
            Driven all = Driven.NOTHING;
            for (Future<Driven> part : parts) {
                all = all.plus(part.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Driven loop(Supplier<Client> clients) {
        Histogram latencies = Tally.histogram();
        long sent = 0;
        long measured = 0;
        long last = begin;
        try (Client client = clients.get()) {
            while (true) {
                long request = next.getAndIncrement();
                long due = plan.saturates() ? System.nanoTime() : begin + (long) (request * plan.interval());
                if (due >= end) {
                    break;
                }
                await(due);
                client.send(request * plan.batch(), plan.batch(), due);
                last = System.nanoTime();
                sent += plan.batch();
                if (due >= measuredFrom) {
                    measured += plan.batch();
                    latencies.recordValue(last - due);
                }
            }
        }
        return new Driven(sent, measured, begin, measuredFrom, last, latencies);
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
