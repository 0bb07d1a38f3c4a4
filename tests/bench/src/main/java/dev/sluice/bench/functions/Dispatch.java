package dev.sluice.bench.functions;

import dev.sluice.bench.match.BusEvents;
import dev.sluice.bench.match.Counted;
import dev.sluice.bench.match.Registered;
import dev.sluice.delivery.dispatch.Dispatcher;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.queue.Received;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Events of the core bus, and the endpoints that want them. */
@State(Scope.Thread)
public class Dispatch {

    private static final int EVENTS = 100;
    private static final int ENDPOINTS = 10_000;

    private final Registered endpoints = new Registered(ENDPOINTS);
    private final Dispatcher dispatcher =
            new Dispatcher(new EndpointCache(endpoints), new Counted(), messages -> Map.of(), InstantSource.system());
    private final List<Received> batch = BusEvents.batch(0, EVENTS, endpoints.tenants());

    /** A batch of a hundred over 10,000 endpoints, two of which want each; the figures are of one event. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Map<String, String> event() {
        return dispatcher.dispatch(batch);
    }
}
