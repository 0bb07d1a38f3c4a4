package dev.sluice.engine.mappings;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.poll.stream.Positions;
import java.util.List;
import java.util.Map;

/** The part of service {@code lambda} that feeds functions from queues and streams. Thread-safe. */
public final class EventSourceMappings {

    private static final String ALL = "/2015-03-31/event-source-mappings";
    private static final String ONE = ALL + "/{UUID}";
    private static final int ACCEPTED = 202;

    private final Mappings mappings;
    private final Map<String, Operation> operations;

    public EventSourceMappings(Kernel kernel, Workers workers) {
        Positions positions = new Positions(kernel.store());
        MappingPlans plans = new MappingPlans(kernel, workers, positions);
        this.mappings = new Mappings(kernel.store(), positions, plans);
        this.operations = new MappingOperations(kernel, mappings, plans).operations();
    }

    public Map<String, Operation> operations() {
        return operations;
    }

    public List<Protocol.Route> routes() {
        return List.of(
                new Protocol.Route("POST", ALL, "CreateEventSourceMapping", ACCEPTED, false),
                Protocol.Route.of("GET", ALL, "ListEventSourceMappings"),
                Protocol.Route.of("GET", ONE, "GetEventSourceMapping"),
                new Protocol.Route("PUT", ONE, "UpdateEventSourceMapping", ACCEPTED, false),
                new Protocol.Route("DELETE", ONE, "DeleteEventSourceMapping", ACCEPTED, false));
    }

    /** Takes up what ran before the last stop. */
    public void start() {
        mappings.resume();
    }

    public void close() {
        mappings.close();
    }
}
