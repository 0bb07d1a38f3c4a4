package dev.sluice.engine.events;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.destinations.Destinations;
import dev.sluice.engine.events.absent.AbsentOperations;
import dev.sluice.engine.events.archive.ArchiveOperations;
import dev.sluice.engine.events.archive.Archives;
import dev.sluice.engine.events.archive.ReplayOperations;
import dev.sluice.engine.events.archive.Replays;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.BusOperations;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.bus.PermissionOperations;
import dev.sluice.engine.events.bus.Tags;
import dev.sluice.engine.events.clock.Schedules;
import dev.sluice.engine.events.delivery.Deliveries;
import dev.sluice.engine.events.log.BusLogs;
import dev.sluice.engine.events.log.IngestLog;
import dev.sluice.engine.events.log.InvocationLog;
import dev.sluice.engine.events.put.Ingest;
import dev.sluice.engine.events.put.PutEvents;
import dev.sluice.engine.events.put.Route;
import dev.sluice.engine.events.put.Routes;
import dev.sluice.engine.events.rule.Rule;
import dev.sluice.engine.events.rule.RuleOperations;
import dev.sluice.engine.events.rule.Rules;
import dev.sluice.engine.events.rule.TargetOperations;
import dev.sluice.engine.events.rule.TestPattern;
import dev.sluice.engine.events.target.ApiDestinationTargets;
import dev.sluice.engine.events.target.HttpTargets;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.kernel.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * EventBridge (the Classic bus): service {@code events}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html">API reference</a>
 */
public final class EventsService implements Service {

    private final Map<String, Operation> operations = new HashMap<>();
    private final Buses buses;
    private final Rules rules;
    private final Deliveries deliveries;
    private final Archives archives;
    private final Replays replays;
    private final Schedules schedules;
    private final Destinations destinations;
    private final BusLogs logs;

    /** @param queues puts messages on queues in EventBridge's own transactions */
    public EventsService(Kernel kernel, Queues queues, Destinations destinations) {
        this(kernel, queues, new ApiDestinationTargets(destinations), destinations);
    }

    /**
     * With API destinations of its own, which rules do not call.
     *
     * @param http what rules call instead
     */
    public EventsService(Kernel kernel, Queues queues, HttpTargets http) {
        this(kernel, queues, http, new Destinations(kernel));
    }

    private EventsService(Kernel kernel, Queues queues, HttpTargets http, Destinations destinations) {
        this.destinations = destinations;
        buses = new Buses(kernel);
        rules = new Rules(kernel);
        archives = new Archives(kernel);
        Tags tags = new Tags(kernel);
        Routes routes = new Routes(this::routes);
        rules.onChange(routes::changed);
        rules.managed(archives::rules);
        logs = new BusLogs(buses);
        IngestLog ingestLog = new IngestLog(logs);
        Ingest ingest = new Ingest(kernel, routes, archives, ingestLog);
        replays = new Replays(kernel, archives, ingest);
        deliveries = new Deliveries(kernel, buses, rules, ingest, queues, http, new InvocationLog(logs));
        schedules = new Schedules(kernel, rules, ingest, this::route);
        operations.putAll(new BusOperations(buses, tags, this::inUse).operations());
        operations.putAll(new PermissionOperations(buses).operations());
        operations.putAll(tags.operations(this::exists));
        operations.putAll(new RuleOperations(buses, rules, tags).operations());
        operations.putAll(new TargetOperations(buses, rules).operations());
        operations.putAll(new ArchiveOperations(buses, archives).operations());
        operations.putAll(new ReplayOperations(kernel, buses, archives, replays).operations());
        operations.putAll(destinations.operations());
        operations.put("TestEventPattern", new TestPattern());
        operations.put("PutEvents", new PutEvents(kernel, buses, ingest, ingestLog));
        operations.putAll(new AbsentOperations(kernel).operations());
    }

    /** Sends the logs of buses there; without it they go nowhere. */
    public EventsService loggingTo(BusLogs.Sink sink) {
        logs.to(sink);
        return this;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("AWSEvents", "1.1"));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }

    @Override
    public void start() {
        logs.start();
        destinations.start();
        deliveries.start();
        replays.start();
        schedules.start();
    }

    @Override
    public void close() {
        schedules.close();
        replays.close();
        deliveries.close();
        destinations.close();
        logs.close();
    }

    private boolean inUse(BusKey bus) {
        return !rules.of(bus).isEmpty() || archives.has(bus);
    }

    private boolean exists(String arn) {
        int bus = arn.indexOf(":event-bus/");
        String[] parts = arn.split(":", 6);
        return bus < 0
                ? rules.find(arn).isPresent()
                : buses.find(new BusKey(parts[3], parts[4], arn.substring(bus + ":event-bus/".length())))
                        .isPresent();
    }

    private List<Route> routes(BusKey bus) {
        return rules.of(bus).stream()
                .filter(rule -> rule.isEnabled() && !rule.pattern().isEmpty())
                .map(this::route)
                .toList();
    }

    private Route route(Rule rule) {
        return new Route(rule.name(), rule.pattern(), deliveries.inlets(rule));
    }
}
