package dev.sluice.bench.stack;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Endpoints;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Limits;
import dev.sluice.bench.traffic.Orders;
import dev.sluice.bench.traffic.StackLoad;
import java.time.Duration;

/** A row that changes becomes a signed webhook. */
public final class CdcBench implements Bench {

    private static final double RATE = 100;

    @Override
    public String name() {
        return "cdc";
    }

    @Override
    public String about() {
        return "a row is put, and its signed webhook arrives; 100 rows/s unless --rate says otherwise";
    }

    @Override
    public Result run(Settings settings) {
        try (Subject subject = settings.stack()) {
            Tally tally = new Tally();
            try (Sink sink = Sink.start(tally, Duration.ZERO)) {
                new Endpoints(subject).add("bench", sink.url());
                return Limits.disk(
                        StackLoad.run(
                                new Result(name()),
                                subject,
                                settings.warmed().plan(4, 1, RATE),
                                tally,
                                () -> new Orders(subject, "orders", "bench")),
                        1);
            }
        }
    }
}
