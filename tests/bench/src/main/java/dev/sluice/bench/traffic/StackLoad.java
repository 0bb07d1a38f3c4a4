package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Client;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;
import java.time.Duration;
import java.util.function.Supplier;

/** Load on the stack whose events a tally sees arrive at the end of their path. */
public final class StackLoad {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private StackLoad() {}

    /** Drives, waits for everything to arrive, and adds the figures. */
    public static Result run(Result result, Subject subject, Plan plan, Tally tally, Supplier<Client> clients) {
        tally.measureFrom(System.nanoTime() + plan.warmup().toNanos());
        Usage before = subject.usage();
        Driven driven = Drive.run(plan, clients);
        Waiting.until(() -> tally.distinct() >= driven.sent(), PATIENCE);
        return result.add("published", driven.rate(), "events/s")
                .add("delivered", tally.rate(), "events/s")
                .latencies("end to end", tally.latencies())
                .check(driven, tally)
                .usage(subject.usage().minus(before), driven.sent());
    }
}
