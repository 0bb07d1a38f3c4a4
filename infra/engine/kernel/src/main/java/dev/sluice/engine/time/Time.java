package dev.sluice.engine.time;

import java.time.Instant;

/** The clock and its timers. Tests put a manual one in its place. */
public interface Time extends AutoCloseable {

    /** Now, on the wall clock. */
    Instant now();

    /** Runs {@code action} on a timer thread at {@code at}, or as soon as possible if that has passed. Actions MUST be short. */
    Timer at(Instant at, Runnable action);

    @Override
    void close();

    /** A pending action. */
    interface Timer {

        /** Prevents the action if it has not begun. */
        void cancel();
    }
}
