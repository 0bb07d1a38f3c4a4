package dev.sluice.cdk.targets;

import dev.sluice.rules.catalog.model.Workloads;
import dev.sluice.rules.names.ResourceNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;

/**
 * What an app hands over for routes to target, by the names that the catalog uses.
 *
 * @param functions a function each, perhaps with dead letters of its own
 * @param queues a queue each, perhaps with dead letters of its own
 * @param stateMachines a state machine each
 * @param logGroups a log group each
 * @param constructs any other target of a rule
 */
public record HandedOver(
        Map<String, WithDeadLetters<IFunction>> functions,
        Map<String, WithDeadLetters<IQueue>> queues,
        Map<String, IStateMachine> stateMachines,
        Map<String, ILogGroup> logGroups,
        Map<String, IRuleTarget> constructs) {

    /**
     * Something with its dead letters.
     *
     * @param deadLetters where EventBridge puts what it cannot hand over; empty for a queue for each route
     */
    public record WithDeadLetters<T>(T workload, Optional<IQueue> deadLetters) {}

    public HandedOver {
        functions = new TreeMap<>(functions);
        queues = new TreeMap<>(queues);
        stateMachines = new TreeMap<>(stateMachines);
        logGroups = new TreeMap<>(logGroups);
        constructs = new TreeMap<>(constructs);
    }

    /** The names alone, which a catalog is checked against. */
    public Workloads names(ResourceNames reserved) {
        return new Workloads(functions.keySet(), stateMachines.keySet(), constructs.keySet(), reserved);
    }
}
