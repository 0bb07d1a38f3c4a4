package dev.sluice.bench.aws;

import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;
import dev.sluice.bench.traffic.Publisher;

/** PutEvents: what is acknowledged is on disk. */
public final class PutEventsBench implements EndpointBench {

    private static final int ENTRIES = 10;
    private static final int CLIENTS = 4;

    @Override
    public String name() {
        return "put-events";
    }

    @Override
    public String about() {
        return "PutEvents, 10 entries a request, 4 clients, acknowledged on disk";
    }

    @Override
    public int entries() {
        return ENTRIES;
    }

    @Override
    public Result measure(Subject subject, Settings settings) {
        try (Setup setup = new Setup(subject)) {
            String bus = setup.bus();
            Plan plan = settings.plan(CLIENTS, ENTRIES);
            Usage before = subject.usage();
            Driven driven = Drive.run(plan, () -> new Publisher(subject, bus));
            return new Result(name())
                    .add("acknowledged", driven.rate(), "events/s")
                    .latencies("acknowledgement", driven.latencies())
                    .usage(subject.usage().minus(before), driven.sent());
        }
    }
}
