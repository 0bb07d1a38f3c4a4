package dev.sluice.bench.capacity;

import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.capacity.GrowthBench.Measured;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Publisher;
import dev.sluice.bench.traffic.QueueReader;
import dev.sluice.bench.traffic.Waiting;
import java.time.Duration;
import java.util.List;

/** What is measured when something has grown: throughput and latency from bus to queue, every event counted. */
final class Flow {

    private static final int CLIENTS = 4;
    private static final int BATCH = 10;
    private static final double GENTLE = 500;
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Subject subject;
    private final String bus;
    private final String url;
    private final Duration time;

    Flow(Subject subject, String bus, String url, Settings settings) {
        this.subject = subject;
        this.bus = bus;
        this.url = url;
        this.time = Duration.ofMillis(settings.seconds() * 200L);
    }

    /** Events on the bus {@code unread} are never read. */
    Measured published(String unread) {
        Driven driven = Drive.run(new Plan(CLIENTS, BATCH, 0, WARM_UP, time), () -> new Publisher(subject, unread));
        return new Measured("PutEvents", driven.rate(), "events/s");
    }

    List<Measured> delivered() {
        Run all = run(new Plan(CLIENTS, BATCH, 0, WARM_UP, time));
        Tally gentle = run(new Plan(CLIENTS, 1, GENTLE, WARM_UP, time)).tally();
        return List.of(
                new Measured("bus to queue", all.tally().rate(), "events/s"),
                millis("bus to queue at 500/s p50", gentle, 50),
                millis("bus to queue at 500/s p99", gentle, 99));
    }

    static Measured millis(String name, Tally tally, double percentile) {
        return new Measured(name, tally.latencies().getValueAtPercentile(percentile) / 1e6, "ms");
    }

    private record Run(Driven driven, Tally tally) {}

    private Run run(Plan plan) {
        Tally tally = new Tally();
        tally.measureFrom(System.nanoTime() + plan.warmup().toNanos());
        List<QueueReader> readers = QueueReader.start(CLIENTS, subject, url, tally);
        Driven driven = Drive.run(plan, () -> new Publisher(subject, bus));
        Waiting.arrival(tally, driven.sent(), PATIENCE);
        readers.forEach(QueueReader::close);
        if (tally.distinct() != driven.sent()) {
            throw new IllegalStateException(
                    (driven.sent() - tally.distinct()) + " of " + driven.sent() + " events did not arrive");
        }
        return new Run(driven, tally);
    }
}
