package dev.sluice.bench.match;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one thread did.
 *
 * @param events how many
 * @param seconds of the clock
 * @param bytes allocated
 */
record Timed(long events, double seconds, long bytes) {

    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** Some work on the events from number {@code first} on; answers how many there were. */
    @FunctionalInterface
    interface Work {
        int run(long first);
    }

    /** Repeats the work: a second that is not counted, then as long as said. */
    static Timed of(Duration time, Work work) {
        long warm = repeat(WARM_UP, 0, work).events();
        return repeat(time, warm, work);
    }

    private static Timed repeat(Duration time, long first, Work work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        long now = begin;
        long events = 0;
        while (now - begin < time.toNanos()) {
            events += work.run(first + events);
            now = System.nanoTime();
        }
        return new Timed(events, (now - begin) / 1e9, threads.getCurrentThreadAllocatedBytes() - bytes);
    }

    double rate() {
        return events / seconds;
    }

    double micros() {
        return seconds * 1e6 / events;
    }

    double bytesPerEvent() {
        return (double) bytes / events;
    }
}
