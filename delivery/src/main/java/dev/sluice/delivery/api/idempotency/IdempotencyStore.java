package dev.sluice.delivery.api.idempotency;

import java.time.Instant;
import java.util.Optional;

/** Where the answers to requests with an {@code Idempotency-Key} are kept. Thread-safe. */
public interface IdempotencyStore {

    /**
     * Begins a request.
     *
     * @param started what has begun
     * @param answer that of the same request before, if it was answered
     */
    record Begun(boolean started, Optional<Answered> answer) {}

    /**
     * Begins unless the same request has an answer, or is being carried out by somebody who began less than a lock ago.
     *
     * @param until when the lock ends
     */
    Begun begin(String key, Instant now, Instant until);

    /** Keeps the answer; it is forgotten at {@code end}. */
    void finish(String key, Answered answer, Instant end);

    /** Forgets a request that was not carried out. */
    void abandon(String key);
}
