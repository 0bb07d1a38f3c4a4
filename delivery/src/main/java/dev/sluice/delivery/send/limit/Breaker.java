package dev.sluice.delivery.send.limit;

import java.time.Duration;
import java.util.Arrays;

/**
 * Stops requests to a receiver that does not answer. It opens when of at least ten requests within five minutes seven in ten
 * got no answer, stays open for 30 seconds, and then lets one request through to see. An error status is an answer: it costs
 * nobody a connection, and the event's own schedule spaces the attempts. Not thread-safe.
 */
public final class Breaker {

    static final Duration WINDOW = Duration.ofMinutes(5);
    static final Duration OPEN = Duration.ofSeconds(30);
    static final int LEAST = 10;
    static final double SHARE = 0.7;

    private static final int SLICES = 10;
    private static final long SLICE_MS = WINDOW.toMillis() / SLICES;

    private final int[] all = new int[SLICES];
    private final int[] unanswered = new int[SLICES];
    private long slice;
    private long openUntilMs;
    private boolean probing;

    /** Whether a request may be made now; if it may after an open time, it is the one that decides. */
    boolean permits(long nowMs) {
        if (openUntilMs == 0) {
            return true;
        }
        if (nowMs < openUntilMs) {
            return false;
        }
        // Should the one never come to its end, another may follow.
        openUntilMs = nowMs + OPEN.toMillis();
        probing = true;
        return true;
    }

    /** When to ask again, if no request may be made now. */
    long openUntilMs() {
        return openUntilMs;
    }

    void ended(boolean answered, long nowMs) {
        advance(nowMs);
        if (probing) {
            probing = false;
            openUntilMs = answered ? 0 : nowMs + OPEN.toMillis();
            clear();
            return;
        }
        int index = (int) (slice % SLICES);
        all[index]++;
        if (!answered) {
            unanswered[index]++;
            if (openUntilMs == 0 && sum(all) >= LEAST && sum(unanswered) >= SHARE * sum(all)) {
                openUntilMs = nowMs + OPEN.toMillis();
            }
        }
    }

    private void advance(long nowMs) {
        long current = nowMs / SLICE_MS;
        if (current - slice >= SLICES) {
            clear();
        } else {
            for (long next = slice + 1; next <= current; next++) {
                all[(int) (next % SLICES)] = 0;
                unanswered[(int) (next % SLICES)] = 0;
            }
        }
        slice = Math.max(slice, current);
    }

    private void clear() {
        Arrays.fill(all, 0);
        Arrays.fill(unanswered, 0);
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
