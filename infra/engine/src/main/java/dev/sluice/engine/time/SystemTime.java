package dev.sluice.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** The real clock. Delays run on the monotonic clock, so a jump of the wall clock neither fires nor loses a timer. */
public final class SystemTime implements Time {

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("timers");
        thread.setDaemon(true);
        return thread;
    });

    public SystemTime() {
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Timer at(Instant at, Runnable action) {
        long nanos = Math.max(0, Duration.between(now(), at).toNanos());
        Future<?> future = executor.schedule(() -> guarded(action), nanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(SystemTime.class).error("a timer's action failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
