package dev.sluice.engine.time;

import java.util.UUID;

/** Where new ids come from. Tests put a counting one in its place. */
@FunctionalInterface
public interface Ids {

    /** A new random (version 4) UUID. */
    UUID uuid();

    /** Unpredictable ids from the platform's secure random source. */
    static Ids random() {
        return UUID::randomUUID;
    }
}
