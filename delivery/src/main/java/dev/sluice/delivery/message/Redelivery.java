package dev.sluice.delivery.message;

import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Outgoing;
import dev.sluice.delivery.queue.Queue;
import dev.sluice.runtime.journal.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts messages on the delivery queue for an endpoint because somebody asked for it. Thread-safe. */
public final class Redelivery {

    /**
     * A message to be sent again.
     *
     * @param number of the attempt to be made, from 1
     */
    public record Order(Message message, String endpointId, int number) {}

    private final Queue queue;

    /** @param queue of deliveries */
    public Redelivery(Queue queue) {
        this.queue = queue;
    }

    /**
     * @param orders of messages that still have their payloads
     * @throws IllegalStateException if the queue did not take all
     */
    public void send(List<Order> orders) {
        List<Outgoing> outgoing = new ArrayList<>(orders.size());
        for (Order order : orders) {
            Message message = order.message();
            Delivery delivery = new Delivery(
                    message.id(),
                    message.tenant(),
                    order.endpointId(),
                    order.number(),
                    order.number(),
                    Optional.empty(),
                    message.payload().orElseThrow(),
                    message.type(),
                    true);
            outgoing.add(new Outgoing(delivery.payload(), delivery.attributes(), Duration.ZERO));
        }
        Map<Integer, String> refused = queue.send(outgoing);
        if (!refused.isEmpty()) {
            throw new IllegalStateException("the delivery queue did not take " + refused.size() + " of " + orders.size()
                    + " deliveries: " + refused.values().iterator().next());
        }
    }
}
