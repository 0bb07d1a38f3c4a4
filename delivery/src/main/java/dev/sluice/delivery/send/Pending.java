package dev.sluice.delivery.send;

import dev.sluice.delivery.queue.Delivery;
import dev.sluice.runtime.journal.Attempt;
import java.util.List;

/**
 * A delivery of the batch, and the messages that ask for it: one, or more if a message is there twice.
 *
 * @param messages ids; grows while the batch is read, not after
 */
record Pending(Delivery delivery, List<String> messages) {

    Attempt.Key key() {
        return new Attempt.Key(delivery.eventId(), delivery.endpointId(), delivery.attempt());
    }

    Attempt.Trigger trigger() {
        return delivery.manual() ? Attempt.Trigger.MANUAL : Attempt.Trigger.SCHEDULE;
    }

    /** Whether it has come by the retry queue. */
    boolean late() {
        return delivery.due().isPresent();
    }
}
