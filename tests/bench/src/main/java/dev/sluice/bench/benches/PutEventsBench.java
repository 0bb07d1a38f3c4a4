package dev.sluice.bench.benches;

import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;

/** PutEvents: what is acknowledged is on disk. */
final class PutEventsBench implements Bench {

    private static final int ENTRIES = 10;
    private static final int CLIENTS = 4;
    private static final String BUS = "bench-put";

    @Override
    public String name() {
        return "put-events";
    }

    @Override
    public String about() {
        return "PutEvents, 10 entries a request, acknowledged on disk, beside what the disk and a JSON parser do alone";
    }

    @Override
    public Result run(Settings settings) {
        try (Subject subject = settings.empty()) {
            try (Connection setup = subject.connect()) {
                setup.send(Operation.events("CreateEventBus"), "{\"Name\":\"" + BUS + "\"}");
            }
            Plan plan = settings.plan(CLIENTS, ENTRIES);
            Usage before = subject.usage();
            Driven driven = Drive.run(plan, () -> new Publisher(subject, BUS));
            Result result = new Result(name())
                    .add("acknowledged", driven.rate(), "events/s")
                    .latencies("acknowledgement", driven.latencies())
                    .usage(subject.usage().minus(before), driven.sent());
            return Limits.disk(result, ENTRIES);
        }
    }
}
