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
 * The workloads that an app passes in as targets of routes, by the names that the catalog uses.
 *
 * @param functions functions, each optionally with its own dead-letter queue
 * @param queues queues, each optionally with its own dead-letter queue
 * @param stateMachines state machines
 * @param logGroups log groups
 * @param constructs any other rule targets
 */
public record HandedOver(
        Map<String, WithDeadLetters<IFunction>> functions,
        Map<String, WithDeadLetters<IQueue>> queues,
        Map<String, IStateMachine> stateMachines,
        Map<String, ILogGroup> logGroups,
        Map<String, IRuleTarget> constructs) {

    /**
     * A workload with its dead-letter queue.
     *
     * @param deadLetters the queue for events that EventBridge cannot deliver; empty for one queue per route
     */
    public record WithDeadLetters<T>(T workload, Optional<IQueue> deadLetters) {}

    public HandedOver {
        functions = new TreeMap<>(functions);
        queues = new TreeMap<>(queues);
        stateMachines = new TreeMap<>(stateMachines);
        logGroups = new TreeMap<>(logGroups);
        constructs = new TreeMap<>(constructs);
    }

    /** Just the names, to check a catalog against. */
    public Workloads names(ResourceNames reserved) {
        return new Workloads(functions.keySet(), stateMachines.keySet(), constructs.keySet(), reserved);
    }
}
