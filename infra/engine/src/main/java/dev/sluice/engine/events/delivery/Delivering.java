package dev.sluice.engine.events.delivery;

import dev.sluice.engine.aws.Kernel;

/** What all lanes share. */
record Delivering(
        Kernel kernel,
        DeliveryTable table,
        Threads threads,
        Attempts attempts,
        Results results,
        DeliveryMetrics metrics,
        DeliveryLog log) {}
