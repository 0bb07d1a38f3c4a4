package dev.sluice.bench.aws;

import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;
import dev.sluice.bench.traffic.Publisher;
import dev.sluice.bench.traffic.QueueReader;
import dev.sluice.bench.traffic.Waiting;
import java.time.Duration;
import java.util.List;

/** PutEvents, a rule, a queue, received and deleted. */
public final class BusQueueBench implements EndpointBench {

    private static final int ENTRIES = 10;
    private static final int CLIENTS = 4;
    private static final int READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "bus-queue";
    }

    @Override
    public String about() {
        return "PutEvents, a rule, a queue, received and deleted; --rate 500 for latency, no rate for throughput";
    }

    @Override
    public int entries() {
        return ENTRIES;
    }

    @Override
    public Result measure(Subject subject, Settings settings) {
        try (Setup setup = new Setup(subject)) {
            String bus = setup.bus();
            String url = setup.queue();
            setup.route(bus, url);
            Tally tally = new Tally();
            Plan plan = settings.plan(CLIENTS, settings.rate().orElse(0.0) > 0 ? 1 : ENTRIES);
            tally.measureFrom(System.nanoTime() + plan.warmup().toNanos());
            List<QueueReader> readers = QueueReader.start(READERS, subject, url, tally);
            Usage before = subject.usage();
            Driven driven = Drive.run(plan, () -> new Publisher(subject, bus));
            Waiting.arrival(tally, driven.sent(), PATIENCE);
            Usage used = subject.usage().minus(before);
            readers.forEach(QueueReader::close);
            return new Result(name())
                    .add("published", driven.rate(), "events/s")
                    .add("received and deleted", tally.rate(), "events/s")
                    .latencies("publish to receive", tally.latencies())
                    .check(driven, tally)
                    .usage(used, driven.sent());
        }
    }
}
