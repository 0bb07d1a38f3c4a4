package dev.sluice.engine.destinations;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Spreads the calls of one destination: a token bucket that holds a tenth of a second's calls. A reservation is a place in
 * the queue, so waiting callers go in the order in which they asked. Thread-safe.
 */
final class Pace {

    private static final int BUCKETS_PER_SECOND = 10;

    private long next = Long.MIN_VALUE;

    /** Takes a place; answers how long to wait for it. */
    synchronized Duration reserve(Instant at, int perSecond) {
        long now = TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long burst = interval * (Math.max(1, perSecond / BUCKETS_PER_SECOND) - 1);
        long due = Math.max(next, now);
        next = due + interval;
        return Duration.ofNanos(Math.max(0, due - burst - now));
    }
}
