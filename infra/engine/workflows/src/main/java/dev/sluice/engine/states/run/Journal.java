package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;

/** Where an execution's way is written. Thread-safe. */
interface Journal {

    /** Adds an event to the history; it is on disk with the next transition at the latest. */
    void event(String type, ObjectNode details);

    /** Completes when it is on disk that the execution goes on like this. */
    CompletableFuture<Boolean> transition(Resume resume);

    /** Completes when the end is on disk. */
    CompletableFuture<Boolean> end(Execution ended);

    /** How many events the history has. */
    long events();
}
