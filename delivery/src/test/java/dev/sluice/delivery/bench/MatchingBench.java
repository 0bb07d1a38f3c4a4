package dev.sluice.delivery.bench;

import dev.sluice.delivery.dispatch.Dispatcher;
import dev.sluice.delivery.dispatch.Events;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.journal.Dispatch;
import dev.sluice.delivery.journal.MemoryJournal;
import dev.sluice.delivery.queue.Received;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Dispatching with 1,000 and with 100,000 registered endpoints, 100 for each tenant, of which an event concerns one or two.
 * Prints microseconds per event and the ratio.
 */
public final class MatchingBench {

    private static final int BATCHES = 1_000;
    private static final int BATCH = 100;
    private static final int OF_TENANT = 100;

    private MatchingBench() {}

    public static void main(String[] arguments) {
        MemoryEndpoints few = registered(1_000);
        MemoryEndpoints many = registered(100_000);
        for (int round = 0; round < 5; round++) {
            double fast = measure(few, 1_000 / OF_TENANT);
            double slow = measure(many, 100_000 / OF_TENANT);
            System.out.printf(
                    "1,000 endpoints %.1f us, 100,000 endpoints %.1f us, ratio %.2f%n", fast, slow, slow / fast);
        }
    }

    private static MemoryEndpoints registered(int endpoints) {
        MemoryEndpoints store = new MemoryEndpoints();
        int tenants = endpoints / OF_TENANT;
        for (int i = 0; i < endpoints; i++) {
            int number = i / tenants;
            String pattern = "{\"detail\":{\"data\":{\"total\":[{\"numeric\":[\">\"," + number % 4 + "]}]}}}";
            store.create(
                    Endpoints.of(
                            "t-" + i % tenants,
                            "e" + i,
                            "https://a.example/",
                            List.of("type." + number % 50),
                            number % 2 == 0 ? Optional.empty() : Optional.of(pattern)),
                    OF_TENANT);
        }
        return store;
    }

    private static double measure(MemoryEndpoints store, int tenants) {
        AtomicLong matched = new AtomicLong();
        MemoryJournal journal = new MemoryJournal() {
            @Override
            public void dispatched(Collection<Dispatch> all) {
                all.forEach(dispatch -> matched.addAndGet(dispatch.matched().size()));
            }
        };
        Dispatcher dispatcher =
                new Dispatcher(new EndpointCache(store), journal, messages -> Map.of(), InstantSource.system());
        run(dispatcher, tenants, (tenants + BATCH - 1) / BATCH);
        matched.set(0);
        long begin = System.nanoTime();
        run(dispatcher, tenants, BATCHES);
        double each = (System.nanoTime() - begin) / 1e3 / BATCHES / BATCH;
        if (matched.get() == 0) {
            throw new IllegalStateException("nothing matched");
        }
        return each;
    }

    private static void run(Dispatcher dispatcher, int tenants, int batches) {
        int next = 0;
        for (int i = 0; i < batches; i++) {
            List<Received> batch = new ArrayList<>(BATCH);
            for (int k = 0; k < BATCH; k++) {
                String id = "e-" + i + "-" + k;
                batch.add(Events.message(
                        id,
                        Events.event(
                                id,
                                "t-" + next++ % tenants,
                                "type.1",
                                "{\"orderId\":\"o-1\",\"status\":\"PLACED\",\"total\":70}",
                                "")));
            }
            dispatcher.dispatch(batch);
        }
    }
}
