package dev.sluice.delivery.api.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries a request out once, however often it is sent: a repetition within 12 hours gets the answer of the first one, and one that
 * comes while the first is being carried out waits for it. Answers that ask to try again (429, and 500 and above) are not kept.
 * Thread-safe.
 */
public final class Idempotency {

    static final Duration KEPT = Duration.ofHours(12);
    static final Duration LOCK = Duration.ofSeconds(5);
    static final Duration POLL = Duration.ofMillis(200);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Waits; a test's does not. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time);
    }

    private final IdempotencyStore store;
    private final InstantSource clock;
    private final Pause pause;

    public Idempotency(IdempotencyStore store, InstantSource clock, Pause pause) {
        this.store = store;
        this.clock = clock;
        this.pause = pause;
    }

    /** What identifies a request: who sent it, the key they gave, and where it went. */
    public static String key(String token, String given, String url) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {token, given, url}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** The answer, of this call or of an earlier one; empty if the same request is still being carried out. */
    public Optional<Answered> once(String key, Supplier<Answered> action) {
        Instant giveUp = clock.instant().plus(LOCK);
        while (true) {
            Instant now = clock.instant();
            IdempotencyStore.Begun begun = store.begin(key, now, now.plus(LOCK));
            if (begun.started()) {
                return Optional.of(carryOut(key, action));
            }
            if (begun.answer().isPresent() || !now.isBefore(giveUp)) {
                return begun.answer();
            }
            pause.of(POLL);
        }
    }

    private Answered carryOut(String key, Supplier<Answered> action) {
        boolean kept = false;
        try {
            Answered answer = action.get();
            if (answer.status() != TOO_MANY_REQUESTS && answer.status() < SERVER_ERROR) {
                store.finish(key, answer, clock.instant().plus(KEPT));
                kept = true;
            }
            return answer;
        } finally {
            if (!kept) {
                store.abandon(key);
            }
        }
    }
}
