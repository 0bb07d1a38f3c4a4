package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.rules.catalog.model.Route;
import java.util.List;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A queue that rules deliver to. Events that could not be delivered to it and messages that its reader failed on share
 * one dead-letter queue, from which SQS can move both back.
 *
 * @param queue the queue
 * @param deadLetters its dead letters
 */
public record QueueTarget(IQueue queue, IQueue deadLetters) {

    /** @param functionTimeoutSeconds of the function that empties it */
    public static QueueTarget work(Construct scope, String id, String name, int functionTimeoutSeconds) {
        Construct unit = new Construct(scope, id);
        Queue deadLetters = Queues.deadLetters(unit, name);
        return new QueueTarget(Queues.work(unit, "Queue", name, deadLetters, functionTimeoutSeconds), deadLetters);
    }

    /** The same, with an alarm when an event has waited longer than {@code lateSeconds}. */
    public static QueueTarget watched(
            Construct scope, String id, String name, int functionTimeoutSeconds, int lateSeconds) {
        Construct unit = new Construct(scope, id);
        Queue deadLetters = Queues.deadLetters(unit, name);
        Queue queue = Queues.work(unit, "Queue", name, deadLetters, functionTimeoutSeconds);
        Queues.watched(queue, name, lateSeconds);
        return new QueueTarget(queue, deadLetters);
    }

    /** Delivers whole events, retrying for as long as EventBridge can. */
    public Bus.Delivery delivery(Bus bus, String rule) {
        return delivery(
                bus,
                rule,
                Deliveries.target(queue.getQueueArn(), Deliveries.LONGEST, deadLetters)
                        .build());
    }

    /** Delivers as a route says. */
    public Bus.Delivery delivery(Bus bus, Route route) {
        return delivery(
                bus,
                route.name(),
                Deliveries.target(queue.getQueueArn(), route, deadLetters).build());
    }

    private Bus.Delivery delivery(Bus bus, String rule, CfnRule.TargetProperty target) {
        queue.addToResourcePolicy(Statements.sendInTheNameOf(bus.ruleArn(rule), queue.getQueueArn()));
        return new Bus.Delivery(
                target, deadLetters, Queues.policy(queue).map(List::of).orElse(List.of()));
    }
}
