package dev.sluice.bench;

import dev.sluice.bench.aws.ApiDestinationBench;
import dev.sluice.bench.aws.BusQueueBench;
import dev.sluice.bench.aws.PutEventsBench;
import dev.sluice.bench.aws.PutItemBench;
import dev.sluice.bench.aws.SideBySideBench;
import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.capacity.BacklogBench;
import dev.sluice.bench.capacity.GrowthBench;
import dev.sluice.bench.capacity.MemoryBench;
import dev.sluice.bench.cold.ColdStartBench;
import dev.sluice.bench.functions.FunctionsBench;
import dev.sluice.bench.match.MatchBench;
import dev.sluice.bench.stack.CdcBench;
import dev.sluice.bench.stack.CdcQueueBench;
import dev.sluice.bench.stack.IsolationBench;
import dev.sluice.bench.stack.StartBench;
import dev.sluice.bench.stack.WarmUpBench;
import dev.sluice.bench.stack.WebhooksBench;
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
            new CdcQueueBench(),
            new WebhooksBench("webhooks", 1, Duration.ZERO),
            new WebhooksBench("webhooks-10", 10, Duration.ZERO),
            new WebhooksBench("slow", 1, Duration.ofMillis(100)),
            new IsolationBench(),
            new StartBench(),
            new WarmUpBench(),
            new MatchBench(),
            new GrowthBench(),
            new BacklogBench(),
            new MemoryBench(),
            new ColdStartBench(),
            new FunctionsBench(),
            new SideBySideBench());

    private Benches() {}

    public static List<Bench> all() {
        return ALL;
    }

    public static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }
}
