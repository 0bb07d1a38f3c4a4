package dev.sluice.engine.events.lane;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many attempts one target may have under way: more while it takes what it is given, few while it fails, so that the dead
 * ones together hold few threads. Thread-safe.
 */
public final class Budget {

    private static final int FIRST = 8;

    private final int most;
    private final AtomicInteger limit;

    public Budget(int most) {
        this.most = most;
        this.limit = new AtomicInteger(Math.min(FIRST, most));
    }

    int limit() {
        return limit.get();
    }

    public void succeeded() {
        if (limit.get() < most) {
            limit.updateAndGet(now -> Math.min(most, now + 1));
        }
    }

    public void failed() {
        limit.updateAndGet(now -> Math.max(1, now / 2));
    }
}
