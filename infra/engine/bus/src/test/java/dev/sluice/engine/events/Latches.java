package dev.sluice.engine.events;

import java.util.concurrent.CountDownLatch;

/** Waiting inside lambdas. */
final class Latches {

    private Latches() {}

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
