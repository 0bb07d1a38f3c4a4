package dev.sluice.engine.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A page for clients that do not sign, however many ask for it: it is rendered at most once a second, whoever asks meanwhile
 * shares the copy, and each copy is handed out a limited number of times. No caller waits for another one's copy. Thread-safe.
 */
public final class Page {

    /** How many requests get each copy; Prometheus asks four times a minute. */
    static final int SHARED = 20;

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Supplier<String> text;
    private final AtomicBoolean rendering = new AtomicBoolean();
    private volatile Copy latest = new Copy(Instant.MIN, new byte[0], 0);

    /** @param text renders the page */
    public Page(InstantSource clock, Supplier<String> text) {
        this.clock = clock;
        this.text = text;
    }

    private record Copy(Instant at, byte[] bytes, AtomicInteger left) {

        Copy(Instant at, byte[] bytes, int left) {
            this(at, bytes, new AtomicInteger(left));
        }

        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
        }

        Optional<byte[]> take() {
            return left.getAndUpdate(now -> Math.max(0, now - 1)) > 0 ? Optional.of(bytes) : Optional.empty();
        }
    }

    /** The page in UTF-8, which must not be changed; empty if it was asked for too often, or is being rendered for the first time. */
    public Optional<byte[]> bytes() {
        Instant now = clock.instant();
        if (!latest.isFresh(now) && rendering.compareAndSet(false, true)) {
            try {
                if (!latest.isFresh(now)) {
                    latest = new Copy(now, text.get().getBytes(StandardCharsets.UTF_8), SHARED);
                }
            } finally {
                rendering.set(false);
            }
        }
        return latest.take();
    }
}
