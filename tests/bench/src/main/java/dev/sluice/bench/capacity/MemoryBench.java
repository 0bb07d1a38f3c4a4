package dev.sluice.bench.capacity;

import dev.sluice.bench.aws.Setup;
import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Heap;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;
import dev.sluice.bench.traffic.Limits;
import dev.sluice.bench.traffic.Publisher;
import dev.sluice.bench.traffic.QueueReader;
import dev.sluice.bench.traffic.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Steady load, and whether heap and files stand still under it: what is delivered and deleted must not stay. */
public final class MemoryBench implements Bench {

    /** An hour at 50 events a second, in a minute. */
    private static final double RATE = 3_000;

    private static final int STRETCH = 6;
    private static final int SAMPLES = 20;
    private static final int BATCH = 10;
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "PutEvents to queue at a steady 3,000 events/s for six times --seconds: an hour at 50/s within a minute; heap after"
                + " collection, resident memory and files over it";
    }

    @Override
    public Result run(Settings settings) {
        Duration time = Duration.ofSeconds((long) STRETCH * settings.seconds());
        try (Subject subject = settings.own("--empty");
                Setup setup = new Setup(subject);
                Heap heap = subject.heap()) {
            String bus = setup.bus();
            String url = setup.queue();
            setup.route(bus, url);
            Tally tally = new Tally();
            Plan plan = new Plan(CLIENTS, BATCH, settings.rate().orElse(RATE), Duration.ZERO, time);
            List<QueueReader> readers = QueueReader.start(CLIENTS, subject, url, tally);
            Usage before = subject.usage();
            CompletableFuture<Driven> load =
                    CompletableFuture.supplyAsync(() -> Drive.run(plan, () -> new Publisher(subject, bus)));
            Growth growth = Growth.watch(subject, heap, tally, time.dividedBy(SAMPLES), load);
            Driven driven = load.join();
            Waiting.arrival(tally, driven.sent(), PATIENCE);
            readers.forEach(QueueReader::close);
            return Limits.disk(
                    growth.into(new Result(name()).add("published", driven.rate(), "events/s"))
                            .latencies("publish to receive", tally.latencies())
                            .check(driven, tally)
                            .usage(subject.usage().minus(before), driven.sent()),
                    BATCH);
        }
    }
}
