package dev.sluice.bench.benches;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what will come, or not. */
final class Waiting {

    private static final Duration LOOK = Duration.ofMillis(5);

    private Waiting() {}

    /** Returns when the condition holds or the time is up; the caller looks which. */
    static void until(BooleanSupplier condition, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
