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

    /** What a workflow or a caller asks for may be farther off than the nanoseconds of a timer reach, which is 292 years. */
    private static final Duration LONGEST = Duration.ofDays(100 * 365L);

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
        Duration delay = Duration.between(now(), at);
        long nanos = delay.isNegative() ? 0 : delay.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : delay.toNanos();
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
