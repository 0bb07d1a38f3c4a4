package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.model.Destination;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.catalog.model.Target;
import dev.sluice.rules.names.ResourceNames;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The targets that the routes of a catalog name: those that the app passes in, and those that are created here, each once. */
public final class RouteTargets extends Construct {

    /** Enough for a reader that takes as long as our own functions may. */
    private static final int READER_SECONDS = 15;

    private final Map<String, ApiTarget> receivers = new TreeMap<>();
    private final Map<String, QueueTarget> queues = new TreeMap<>();
    private final Map<String, LogTarget> logs = new TreeMap<>();
    private final Map<String, Construct> scopes = new TreeMap<>();
    private final ResourceNames names;
    private final HandedOver workloads;
    private final QueueTarget webhooks;

    /**
     * @param workloads the app's workloads; the catalog must have been checked against their names
     * @param webhooks where events for registered endpoints go
     */
    public RouteTargets(
            Construct scope, ResourceNames names, Catalog catalog, HandedOver workloads, QueueTarget webhooks) {
        super(scope, "Targets");
        this.names = names;
        this.workloads = workloads;
        this.webhooks = webhooks;
        for (Destination destination : catalog.destinations()) {
            receivers.put(destination.name(), new ApiTarget(this, names, destination));
        }
    }

    /** One rule for one route. */
    public void route(Bus bus, Route route) {
        if (route.target() instanceof Target.Construct construct) {
            new ConstructTarget(
                            scope("Construct", construct.name(), this),
                            Objects.requireNonNull(workloads.constructs().get(construct.name())))
                    .rule(bus, route, names);
        } else {
            bus.rule(route.name(), route.description(), route.pattern(), delivery(bus, route));
        }
    }

    private Bus.Delivery delivery(Bus bus, Route route) {
        if (route.target() instanceof Target.ApiDestination receiver) {
            return Objects.requireNonNull(receivers.get(receiver.name())).delivery(bus, route);
        }
        if (route.target() instanceof Target.Queue queue) {
            return queue(queue.name(), route).delivery(bus, route);
        }
        if (route.target() instanceof Target.Function function) {
            var given = Objects.requireNonNull(workloads.functions().get(function.name()));
            Construct scope = scope("Function", function.name(), given.workload());
            IQueue deadLetters = given.deadLetters().orElseGet(() -> deadLetters(scope, route));
            return new FunctionTarget(scope, given.workload()).delivery(bus, route, deadLetters);
        }
        if (route.target() instanceof Target.StateMachine workflow) {
            var given = Objects.requireNonNull(workloads.stateMachines().get(workflow.name()));
            return new WorkflowTarget(scope("Workflow", workflow.name(), given), given).delivery(bus, route, names);
        }
        if (route.target() instanceof Target.LogGroup log) {
            return logs.computeIfAbsent(log.name(), this::log).delivery(bus, route);
        }
        return webhooks.delivery(bus, route);
    }

    private QueueTarget queue(String name, Route route) {
        var given = workloads.queues().get(name);
        if (given == null) {
            return queues.computeIfAbsent(
                    name, made -> QueueTarget.work(made("Queues"), Names.pascal(made), made, READER_SECONDS));
        }
        IQueue deadLetters =
                given.deadLetters().orElseGet(() -> deadLetters(scope("Queue", name, given.workload()), route));
        return new QueueTarget(given.workload(), deadLetters);
    }

    private LogTarget log(String name) {
        return Optional.<ILogGroup>ofNullable(workloads.logGroups().get(name))
                .map(group -> LogTarget.of(this, names, name, group))
                .orElseGet(() -> LogTarget.made(this, names, name));
    }

    private IQueue deadLetters(Construct scope, Route route) {
        return Queues.deadLetters(
                new Construct(scope, "Route" + Names.pascal(route.name())), names.route(route.name()));
    }

    /** Where the parts of a route are made: in the workload itself, or here if it belongs to another stack. */
    private Construct scope(String kind, String name, Object workload) {
        return workload instanceof Construct construct && construct != this
                ? construct
                : scopes.computeIfAbsent(kind + Names.pascal(name), id -> new Construct(this, id));
    }

    private Construct made(String id) {
        return scopes.computeIfAbsent(id, unmade -> new Construct(this, unmade));
    }
}
