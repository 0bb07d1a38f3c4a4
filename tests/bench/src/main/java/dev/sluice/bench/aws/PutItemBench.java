package dev.sluice.bench.aws;

import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;
import dev.sluice.bench.traffic.Orders;

/** PutItem on a table with a stream. */
public final class PutItemBench implements EndpointBench {

    private static final int CLIENTS = 4;

    @Override
    public String name() {
        return "put-item";
    }

    @Override
    public String about() {
        return "PutItem on a table with a stream, 4 clients, acknowledged on disk";
    }

    @Override
    public int entries() {
        return 1;
    }

    @Override
    public Result measure(Subject subject, Settings settings) {
        try (Setup setup = new Setup(subject)) {
            String table = setup.table();
            Usage before = subject.usage();
            Driven driven = Drive.run(settings.plan(CLIENTS, 1), () -> new Orders(subject, table, "bench"));
            return new Result(name())
                    .add("acknowledged", driven.rate(), "items/s")
                    .latencies("acknowledgement", driven.latencies())
                    .usage(subject.usage().minus(before), driven.sent());
        }
    }
}
