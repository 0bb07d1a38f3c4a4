package dev.sluice.engine.poll;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that work on batches, shared by all pollers. Every poller may always have a few batches under way, whatever the
 * others do, so that slow functions behind one queue take nothing from another queue. Thread-safe.
 */
public final class Workers {

    /** System property: how many batches may be under way in all, on this machine (AWS: 1,000 for an account). */
    public static final String MOST = "sluice.poll.concurrency";

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int GUARANTEED = 10;

    private final int most = Integer.getInteger(MOST, 1_000);
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final ExecutorService executor =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "poll-" + names.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    /** A poller's turns. */
    public Turns turns(Runnable body) {
        return new Turns(executor, body);
    }

    /** Whether a poller that has {@code own} batches under way may begin another. */
    public boolean free(int own) {
        return own < GUARANTEED || busy.get() < most;
    }

    /** Begins work on a batch. */
    public void work(Runnable task) {
        busy.incrementAndGet();
        executor.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("work on a batch failed", e);
            } finally {
                busy.decrementAndGet();
            }
        });
    }
}
