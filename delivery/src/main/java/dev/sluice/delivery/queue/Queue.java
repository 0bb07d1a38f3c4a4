package dev.sluice.delivery.queue;

import java.util.List;
import java.util.Map;

/** A queue to put messages on. Thread-safe. */
public interface Queue {

    /**
     * Puts all of them on the queue, in batches.
     *
     * @return the positions in {@code messages} of those that the queue did not take, with the reason; empty if all are safe
     */
    Map<Integer, String> send(List<Outgoing> messages);
}
