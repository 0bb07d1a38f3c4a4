package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import java.time.Duration;

/** Load on many tenants of whom some never get theirs. */
public final class IsolatedLoad {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private IsolatedLoad() {}

    public static Result run(Subject subject, Plan plan, Tally tally, int tenants, long dead) {
        tally.measureFrom(System.nanoTime() + plan.warmup().toNanos());
        Driven driven = Drive.run(plan, () -> new Deals(subject, "bench-", tenants));
        long expected = driven.sent() - dead * ((driven.sent() + tenants - 1) / tenants);
        Waiting.until(() -> tally.distinct() >= expected, PATIENCE);
        return new Result("isolation")
                .latencies("end to end", tally.latencies())
                .check(driven, tally);
    }
}
