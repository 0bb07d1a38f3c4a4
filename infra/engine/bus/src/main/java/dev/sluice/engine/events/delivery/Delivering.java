package dev.sluice.engine.events.delivery;

import dev.sluice.engine.events.attempt.Attempts;
import dev.sluice.engine.events.lane.DeliveryTable;
import dev.sluice.engine.events.lane.Threads;
import dev.sluice.engine.kernel.Kernel;

/** What all lanes share. */
record Delivering(
        Kernel kernel,
        DeliveryTable table,
        Threads threads,
        Attempts attempts,
        Results results,
        DeliveryMetrics metrics,
        DeliveryLog log) {}
