package dev.sluice.engine.sqs.backlog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** The long polls of a queue that wait for a message. Not thread-safe: guarded by the backlog's lock. */
final class Waiters {

    private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();

    CompletableFuture<Boolean> add() {
        CompletableFuture<Boolean> waiter = new CompletableFuture<>();
        waiting.add(waiter);
        return waiter;
    }

    void remove(CompletableFuture<Boolean> waiter) {
        waiting.remove(waiter);
    }

    /** Wakes those that have waited longest, at most one for each message. */
    void wake(int messages) {
        for (int i = 0; i < messages && !waiting.isEmpty(); i++) {
            waiting.remove().complete(true);
        }
    }

    void wakeAll() {
        wake(waiting.size());
    }
}
