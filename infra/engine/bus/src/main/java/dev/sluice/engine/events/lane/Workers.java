package dev.sluice.engine.events.lane;

import dev.sluice.engine.events.target.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The workers of one lane: as many at a time as the budget allows, none when there is nothing to do. A worker that must wait
 * keeps its place and gives its thread back. Thread-safe.
 */
public final class Workers {

    /** What is done with deliveries. */
    public interface Work {

        /** How long to wait before they may be tried. */
        Duration delay(List<Delivery> deliveries);

        void attempt(List<Delivery> deliveries);
    }

    private final Threads threads;
    private final Backlog backlog;
    private final Budget budget;
    private final int batch;
    private final Work work;
    private final AtomicInteger running = new AtomicInteger();

    /** @param batch how many deliveries one attempt may carry */
    public Workers(Threads threads, Backlog backlog, Budget budget, int batch, Work work) {
        this.threads = threads;
        this.backlog = backlog;
        this.budget = budget;
        this.batch = batch;
        this.work = work;
    }

    /** Puts one more worker to work if the budget allows. */
    public void wake() {
        int now = running.get();
        while (now < budget.limit()) {
            if (running.compareAndSet(now, now + 1)) {
                threads.run(this::work, running::decrementAndGet);
                return;
            }
            now = running.get();
        }
    }

    private void work() {
        boolean resting = true;
        try {
            while (running.get() <= budget.limit()) {
                List<Delivery> taken = backlog.take(batch);
                if (taken.isEmpty()) {
                    break;
                }
                if (backlog.hasMore()) {
                    wake();
                }
                Duration delay = work.delay(taken);
                if (!delay.isZero()) {
                    resting = false;
                    threads.later(delay, () -> resume(taken));
                    return;
                }
                work.attempt(taken);
            }
        } finally {
            if (resting) {
                rest();
            }
        }
    }

    private void resume(List<Delivery> taken) {
        try {
            work.attempt(taken);
        } finally {
            rest();
        }
    }

    private void rest() {
        running.decrementAndGet();
        if (backlog.hasMore()) {
            wake();
        }
    }
}
