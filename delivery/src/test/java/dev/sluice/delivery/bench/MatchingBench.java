package dev.sluice.delivery.bench;

import dev.sluice.delivery.dispatch.Events;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Matching with 1,000 and with 100,000 registered endpoints, 100 for each tenant. Prints microseconds per event and the ratio. */
public final class MatchingBench {

    private static final int EVENTS = 50_000;
    private static final int OF_TENANT = 100;

    private MatchingBench() {}

    public static void main(String[] arguments) {
        measure(1_000);
        for (int round = 0; round < 3; round++) {
            double few = measure(1_000);
            double many = measure(100_000);
            System.out.printf("1,000 endpoints %.1f us, 100,000 endpoints %.1f us, ratio %.2f%n", few, many, many / few);
        }
    }

    private static double measure(int endpoints) {
        MemoryEndpoints store = new MemoryEndpoints();
        int tenants = endpoints / OF_TENANT;
        for (int i = 0; i < endpoints; i++) {
            String pattern = "{\"detail\":{\"data\":{\"total\":[{\"numeric\":[\">\"," + i % 20 + "]}]}}}";
            store.create(
                    Endpoints.of(
                            "t-" + i % tenants,
                            "e" + i,
                            "https://a.example/",
                            List.of("order.placed", "order.paid"),
                            i % 2 == 0 ? Optional.empty() : Optional.of(pattern)),
                    OF_TENANT);
        }
        EndpointCache cache = new EndpointCache(store);
        for (int tenant = 0; tenant < tenants; tenant++) {
            cache.of(Set.of("t-" + tenant));
        }
        String event = Events.order("e-1", "t-1", "{\"orderId\":\"o-1\",\"status\":\"PLACED\",\"total\":10}");
        long matched = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            String tenant = "t-" + i % tenants;
            List<Endpoint> wanting =
                    cache.of(Set.of(tenant)).get(tenant).matching("order.placed", event);
            matched += wanting.size();
        }
        double each = (System.nanoTime() - begin) / 1e3 / EVENTS;
        if (matched == 0) {
            throw new IllegalStateException("nothing matched");
        }
        return each;
    }
}
