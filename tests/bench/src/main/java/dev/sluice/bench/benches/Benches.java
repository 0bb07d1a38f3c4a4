package dev.sluice.bench.benches;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All benches: one line each. */
public final class Benches {

    private static final List<Bench> ALL = List.of(
            new PutEventsBench(),
            new BusQueueBench(),
            new ApiDestinationBench(),
            new PutItemBench(),
            new CdcBench(),
            new WebhooksBench("webhooks", 1, Duration.ZERO),
            new WebhooksBench("webhooks-10", 10, Duration.ZERO),
            new WebhooksBench("slow", 1, Duration.ofMillis(100)),
            new IsolationBench(),
            new StartBench());

    private Benches() {}

    public static List<Bench> all() {
        return ALL;
    }

    public static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }
}
