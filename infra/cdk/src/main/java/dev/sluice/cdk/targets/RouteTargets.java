package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.Destination;
import dev.sluice.rules.catalog.Route;
import dev.sluice.rules.catalog.Target;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.constructs.Construct;

/** The targets that the routes of a catalog name; each is made once, whoever asks first. */
public final class RouteTargets extends Construct {

    private final Map<String, ApiTarget> receivers = new TreeMap<>();
    private final Map<String, QueueTarget> queues = new TreeMap<>();
    private final Map<String, FunctionTarget> functions = new TreeMap<>();
    private final Map<String, WorkflowTarget> workflows = new TreeMap<>();
    private final Map<String, LogTarget> logs = new TreeMap<>();
    private final Function<String, QueueTarget> queueOf;
    private final Function<String, FunctionTarget> functionOf;
    private final Function<String, WorkflowTarget> workflowOf;
    private final QueueTarget webhooks;

    /**
     * @param queueOf makes the queue of a name
     * @param functionOf makes the function of a name
     * @param workflowOf makes the workflow of a name
     * @param webhooks where events for registered endpoints go
     */
    public RouteTargets(
            Construct scope,
            Catalog catalog,
            Function<String, QueueTarget> queueOf,
            Function<String, FunctionTarget> functionOf,
            Function<String, WorkflowTarget> workflowOf,
            QueueTarget webhooks) {
        super(scope, "Targets");
        this.queueOf = queueOf;
        this.functionOf = functionOf;
        this.workflowOf = workflowOf;
        this.webhooks = webhooks;
        for (Destination destination : catalog.destinations()) {
            receivers.put(destination.name(), new ApiTarget(this, destination));
        }
    }

    /** One rule for one route. */
    public void route(Bus bus, Route route) {
        bus.rule(route.name(), route.description(), route.pattern(), delivery(bus, route));
    }

    private Bus.Delivery delivery(Bus bus, Route route) {
        if (route.target() instanceof Target.ApiDestination receiver) {
            ApiTarget target = receivers.get(receiver.name());
            if (target == null) {
                throw new IllegalArgumentException(
                        "route " + route.name() + ": there is no destination " + receiver.name());
            }
            return target.delivery(bus, route);
        }
        if (route.target() instanceof Target.Queue queue) {
            return queues.computeIfAbsent(queue.name(), queueOf).delivery(bus, route);
        }
        if (route.target() instanceof Target.Function function) {
            return functions.computeIfAbsent(function.name(), functionOf).delivery(bus, route);
        }
        if (route.target() instanceof Target.StateMachine workflow) {
            return workflows.computeIfAbsent(workflow.name(), workflowOf).delivery(bus, route);
        }
        if (route.target() instanceof Target.LogGroup log) {
            return logs.computeIfAbsent(log.name(), name -> new LogTarget(this, name))
                    .delivery(bus, route);
        }
        return webhooks.delivery(bus, route);
    }
}
