package dev.sluice.runtime.batch;

import java.util.Random;
import java.util.function.LongConsumer;

/**
 * How often something is tried and how long to wait before the next try: up to 50 ms, then up to twice as long each time, up to
 * one second. The wait is random within that, so that callers refused together do not return together. Thread-safe.
 *
 * @param tries how often in all, at least 1
 * @param random from 0 to 1
 * @param pause waits so many milliseconds
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html#Programming.Errors.BatchOperations">Batch
 *     operations and error handling</a>
 */
public record Backoff(int tries, Random random, LongConsumer pause) {

    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;
    private static final int TRIES = 8;

    public Backoff {
        if (tries < 1) {
            throw new IllegalArgumentException("tries: must be at least 1, not " + tries);
        }
    }

    /** Eight tries, which take three seconds and a half at most. */
    public static Backoff standard() {
        return new Backoff(TRIES, new Random(), Backoff::sleep);
    }

    /** Waits before try number {@code next}; the first is number 1 and does not wait. */
    void before(int next) {
        if (next > 1) {
            long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(next - 2, 20));
            pause.accept((long) (random.nextDouble() * most));
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to try again", e);
        }
    }
}
