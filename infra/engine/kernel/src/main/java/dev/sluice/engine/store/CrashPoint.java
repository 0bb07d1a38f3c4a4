package dev.sluice.engine.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named points at which a test can let the process end as {@code kill -9} does: {@code -Dsluice.crash=NAME:N} ends it when it comes
 * to the point of that name for the N-th time. Without the property nothing happens.
 */
public final class CrashPoint {

    private static final String ARMED = System.getProperty("sluice.crash", "");
    private static final int KILLED = 137;
    private static final AtomicInteger VISITS = new AtomicInteger();

    private CrashPoint() {}

    /** The process has come to this point. */
    public static void reached(String name) {
        if (!ARMED.isEmpty() && ARMED.startsWith(name + ":") && VISITS.incrementAndGet() == visits()) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static int visits() {
        return Integer.parseInt(ARMED.substring(ARMED.indexOf(':') + 1));
    }
}
