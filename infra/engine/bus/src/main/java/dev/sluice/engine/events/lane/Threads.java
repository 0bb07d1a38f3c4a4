package dev.sluice.engine.events.lane;

import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that deliver, shared by all targets; there are none while nothing is under way. */
public final class Threads implements AutoCloseable {

    /** Far more than the budgets ask for unless hundreds of targets are slow at once. */
    private static final int MOST = 512;

    private static final Duration FULL = Duration.ofMillis(100);
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 2;

    private final Time time;
    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    public Threads(Time time) {
        this.time = time;
    }

    /** Runs a task now, or as soon as a thread is free; {@code dropped} runs instead if this is closed. */
    void run(Runnable task, Runnable dropped) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            if (executor.isShutdown()) {
                dropped.run();
            } else {
                time.at(time.now().plus(FULL), () -> run(task, dropped));
            }
        }
    }

    public void later(Duration delay, Runnable task) {
        time.at(time.now().plus(delay), () -> run(task, () -> {}));
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "event-delivery-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Lets what is under way end for a moment; the rest is tried again at the next start. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
