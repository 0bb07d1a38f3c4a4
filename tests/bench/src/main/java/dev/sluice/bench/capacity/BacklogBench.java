package dev.sluice.bench.capacity;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Bulk;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Line;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;
import dev.sluice.bench.traffic.Limits;
import dev.sluice.bench.traffic.QueueReader;
import dev.sluice.bench.traffic.QueueSender;
import dev.sluice.bench.traffic.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue that has not been read for a long time, until readers start. */
public final class BacklogBench implements Bench {

    private static final long MOST = 1_000_000;
    private static final long PER_SECOND = 100_000;
    private static final int CLIENTS = 4;
    private static final int BATCH = 10;
    private static final int PARTS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String about() {
        return "a backlog of unread messages, 100,000 for each of --seconds and a million at most; then four readers drain them";
    }

    @Override
    public Result run(Settings settings) {
        return run(settings, Math.min(MOST, PER_SECOND * settings.seconds()));
    }

    static Result run(Settings settings, long messages) {
        try (Subject subject = settings.own("--empty")) {
            String url;
            try (Connection setup = subject.connect()) {
                url = setup.call(Operation.sqs("CreateQueue"), "{\"QueueName\":\"backlog\"}")
                        .path("QueueUrl")
                        .asText();
            }
            Usage before = subject.usage();
            double rate = Bulk.send(CLIENTS, BATCH, messages, () -> new QueueSender(subject, url));
            Result result = new Result("backlog")
                    .add("messages queued", messages, "")
                    .add("queued", rate, "messages/s")
                    .add("files when full", subject.storedBytes() / 1e6, "MB")
                    .add("resident memory when full", subject.usage().residentBytes() / 1e6, "MB");
            drain(result, subject, url, messages);
            return Limits.disk(
                    result.add("files when drained", subject.storedBytes() / 1e6, "MB")
                            .usage(subject.usage().minus(before), messages),
                    BATCH);
        }
    }

    private static void drain(Result result, Subject subject, String url, long messages) {
        Tally tally = new Tally();
        List<Double> rates = new ArrayList<>();
        List<Line.Point> points = new ArrayList<>();
        long begin = System.nanoTime();
        List<QueueReader> readers = QueueReader.start(CLIENTS, subject, url, tally);
        long had = 0;
        long since = begin;
        for (int part = 1; part <= PARTS; part++) {
            Waiting.arrival(tally, messages * part / PARTS, PATIENCE);
            long now = System.nanoTime();
            double rate = (tally.distinct() - had) * 1e9 / Math.max(1, now - since);
            rates.add(rate);
            points.add(new Line.Point(100.0 * part / PARTS, rate));
            had = tally.distinct();
            since = now;
        }
        readers.forEach(QueueReader::close);
        result.add("drained, the first tenth", rates.get(0), "messages/s")
                .add("drained, in the middle", (rates.get(PARTS / 2 - 1) + rates.get(PARTS / 2)) / 2, "messages/s")
                .add("drained, the last tenth", rates.get(PARTS - 1), "messages/s")
                .add("drained, all", tally.distinct() * 1e9 / (tally.last() - begin), "messages/s")
                .add("lost", messages - tally.distinct(), "")
                .add("duplicates", tally.duplicates(), "")
                .line(new Line("messages/s", points));
    }
}
