package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.api.message.view.Lookup;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.message.Attempts;
import dev.sluice.delivery.message.MessageTypes;
import dev.sluice.delivery.message.Messages;
import dev.sluice.delivery.message.Publisher;
import dev.sluice.delivery.message.Redelivery;
import dev.sluice.delivery.queue.Queue;
import dev.sluice.delivery.task.Tasks;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * All operations on messages and attempts, put together.
 *
 * @param deliveries the delivery queue
 * @param ids makes ids of the same clock
 */
public record MessageApi(
        EndpointStore endpoints,
        Messages messages,
        Attempts attempts,
        Journal journal,
        Tasks tasks,
        Publisher publisher,
        Queue deliveries,
        MessageTypes types,
        Ids ids,
        InstantSource clock) {

    /**
     * @param applications makes those that messages bring along
     * @param view how an endpoint is answered
     */
    public List<Operations> operations(
            MessageOperations.Applications applications, Function<Endpoint, ObjectNode> view) {
        Lookup lookup = new Lookup(endpoints, messages, attempts);
        Redelivery redelivery = new Redelivery(deliveries);
        return List.of(
                new MessageOperations(lookup, new Creation(messages, publisher, types, ids, clock), applications),
                new AttemptOperations(lookup),
                new DeliveryOperations(lookup, redelivery, new Examples(journal, redelivery, ids, clock), types, view),
                new ReplayOperations(lookup, new Replay(lookup, redelivery, tasks, ids, clock), clock),
                new StatisticsOperations(lookup, clock),
                new TaskOperations(tasks));
    }
}
