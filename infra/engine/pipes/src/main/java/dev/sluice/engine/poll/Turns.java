package dev.sluice.engine.poll;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a body once or more after each wake, never twice at a time: what only the body touches needs no lock. Thread-safe. */
public final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Executor executor;
    private final Runnable body;
    private final AtomicInteger wakes = new AtomicInteger();

    public Turns(Executor executor, Runnable body) {
        this.executor = executor;
        this.body = body;
    }

    /** Returns at once. */
    public void wake() {
        if (wakes.getAndIncrement() == 0) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.debug("a poller was woken after the end", e);
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = wakes.get();
            try {
                body.run();
            } catch (RuntimeException e) {
                LOG.error("a poller's turn failed", e);
            }
        } while (!wakes.compareAndSet(seen, 0));
    }
}
