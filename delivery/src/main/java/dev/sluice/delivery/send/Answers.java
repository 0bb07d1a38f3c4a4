package dev.sluice.delivery.send;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands answers from the threads that read them to the one that records them, many at a time: the recorder is woken for the
 * first one and when there are enough, and not for each in between. Thread-safe; one thread takes.
 */
final class Answers {

    /** How long the first answer waits for company. */
    private static final long COMPANY_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private List<Call.Ended> ended = new ArrayList<>();
    private int wanted = 1;

    void add(Call.Ended one) {
        lock.lock();
        try {
            ended.add(one);
            if (ended.size() == wanted) {
                some.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for an answer, and then a moment for others.
     *
     * @param enough how many end the waiting
     * @param untilNanos when to stop waiting, as {@link System#nanoTime} tells; {@link Long#MAX_VALUE} for never
     * @return empty if none came in time
     */
    List<Call.Ended> take(int enough, long untilNanos) {
        lock.lock();
        try {
            await(1, untilNanos);
            if (!ended.isEmpty()) {
                await(enough, System.nanoTime() + COMPANY_NANOS);
            }
            List<Call.Ended> taken = ended;
            ended = new ArrayList<>();
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while deliveries were under way", e);
        } finally {
            lock.unlock();
        }
    }

    private void await(int least, long untilNanos) throws InterruptedException {
        wanted = least;
        while (ended.size() < least) {
            if (untilNanos == Long.MAX_VALUE) {
                some.await();
            } else if (some.awaitNanos(untilNanos - System.nanoTime()) <= 0) {
                return;
            }
        }
    }
}
