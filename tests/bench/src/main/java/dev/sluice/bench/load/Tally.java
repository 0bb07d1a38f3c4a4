package dev.sluice.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Counts what arrives at the sink: every id, how often, how late. Thread-safe. */
public final class Tally {

    private static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final SynchronizedHistogram latencies = new SynchronizedHistogram(HIGHEST_NANOS, DIGITS);
    private final AtomicLong distinct = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private byte[] seen = new byte[1 << 20];
    private final AtomicLong late = new AtomicLong();
    private volatile long measuredFrom = Long.MIN_VALUE;

    static Histogram histogram() {
        return new Histogram(HIGHEST_NANOS, DIGITS);
    }

    /** Latencies of what was sent before this nanosecond do not count. */
    public void measureFrom(long nanos) {
        measuredFrom = nanos;
    }

    /** An event arrived now that should have been sent at nanosecond {@code intended}. */
    public void arrived(long id, long intended) {
        long now = System.nanoTime();
        if (first(id)) {
            distinct.incrementAndGet();
            last.accumulateAndGet(now, Math::max);
            if (now >= measuredFrom) {
                late.incrementAndGet();
            }
            if (intended >= measuredFrom) {
                latencies.recordValue(Math.max(0, now - intended));
            }
        } else {
            duplicates.incrementAndGet();
        }
    }

    private synchronized boolean first(long id) {
        if (id >= seen.length) {
            seen = java.util.Arrays.copyOf(seen, (int) Math.max(id + 1, seen.length * 2L));
        }
        boolean first = seen[(int) id] == 0;
        seen[(int) id] = 1;
        return first;
    }

    /** Events that arrived, each counted once. */
    public long distinct() {
        return distinct.get();
    }

    public long duplicates() {
        return duplicates.get();
    }

    /** Nanosecond of the last arrival of a new event. */
    public long last() {
        return last.get();
    }

    /** Arrivals per second, from the end of the warm-up to the last one: what the system delivers, however much waits. */
    public double rate() {
        if (measuredFrom == Long.MIN_VALUE) {
            throw new IllegalStateException("the measurement has not been started");
        }
        return late.get() * 1e9 / Math.max(1, last.get() - measuredFrom);
    }

    public Histogram latencies() {
        return latencies.copy();
    }
}
