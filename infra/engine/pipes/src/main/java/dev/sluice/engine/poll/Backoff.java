package dev.sluice.engine.poll;

import java.time.Duration;

/** How long to wait before the next try: AWS does not publish its own schedule. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    /** @param failures how many there were so far, at least 1 */
    public static Duration after(int failures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
