package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Tally;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what will come, or not. */
public final class Waiting {

    private static final Duration LOOK = Duration.ofMillis(5);

    /** After so long without anything new, nothing is expected any more. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private Waiting() {}

    /** Returns when the condition holds or the time is up; the caller looks which. */
    public static void until(BooleanSupplier condition, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Returns when so many events have arrived, when nothing new has for ten seconds, or when the time is up. */
    public static void arrival(Tally tally, long expected, Duration most) {
        long begin = System.nanoTime();
        until(
                () -> tally.distinct() >= expected
                        || System.nanoTime() - Math.max(begin, tally.last()) > SILENCE.toNanos(),
                most);
    }
}
