package dev.sluice.engine.poll;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads one source and hands on what it finds, until it is stopped. Thread-safe. */
public interface Poller {

    void start();

    /** Reads no more; completes when the batches under way have ended and their positions are written. */
    CompletableFuture<Void> stop();

    /** What keeps it from reading its source, or from getting on with what it has read, at the moment. */
    Optional<String> problem();
}
