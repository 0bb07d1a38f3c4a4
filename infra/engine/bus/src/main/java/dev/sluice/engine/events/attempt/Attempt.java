package dev.sluice.engine.events.attempt;

import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.events.target.Outcome;

/**
 * One attempt of deliveries to a target.
 *
 * @param made whether the target was called at all
 * @param enqueue what delivers in the transaction that puts the result down, where the target is on this store
 */
public record Attempt(boolean made, Outcome outcome, Enqueue enqueue) {

    private static final Enqueue NOTHING = tx -> {};

    static Attempt made(Outcome outcome) {
        return new Attempt(true, outcome, NOTHING);
    }

    static Attempt made(Enqueue enqueue) {
        return new Attempt(true, Outcome.delivered(), enqueue);
    }

    public static Attempt none(Outcome outcome) {
        return new Attempt(false, outcome, NOTHING);
    }

    /** Whether the delivery itself is part of the write. */
    public boolean isPrepared() {
        return enqueue != NOTHING;
    }
}
