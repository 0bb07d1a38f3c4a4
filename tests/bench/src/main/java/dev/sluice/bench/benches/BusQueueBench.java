package dev.sluice.bench.benches;

import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PutEvents, a rule, a queue, received and deleted. */
final class BusQueueBench implements Bench {

    private static final int ENTRIES = 10;
    private static final int READERS = 4;
    private static final String BUS = "bench-queue";
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
    public Result run(Settings settings) throws Exception {
        try (Subject subject = settings.empty()) {
            String url = prepare(subject);
            Tally tally = new Tally();
            Plan plan = settings.plan(4, settings.rate().orElse(0.0) > 0 ? 1 : ENTRIES);
            tally.measureFrom(System.nanoTime() + plan.warmup().toNanos());
            List<QueueReader> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new QueueReader(subject, url, tally));
            }
            Usage before = subject.usage();
            Driven driven = Drive.run(plan, () -> new Publisher(subject, BUS));
            Waiting.until(() -> tally.distinct() >= driven.sent(), PATIENCE);
            Usage used = subject.usage().minus(before);
            readers.forEach(QueueReader::close);
            double seconds = (tally.last() - driven.begin()) / 1e9;
            return Limits.disk(
                    new Result(name())
                            .add("published", driven.rate(), "events/s")
                            .add("received and deleted", tally.distinct() / seconds, "events/s")
                            .latencies("publish to receive", tally.latencies())
                            .check(driven, tally)
                            .usage(used, driven.sent()),
                    ENTRIES);
        }
    }

    private static String prepare(Subject subject) {
        try (Connection setup = subject.connect()) {
            setup.send(Operation.events("CreateEventBus"), "{\"Name\":\"" + BUS + "\"}");
            String url = setup.call(Operation.sqs("CreateQueue"), "{\"QueueName\":\"bench-queue\"}")
                    .path("QueueUrl")
                    .asText();
            String arn = setup.call(
                            Operation.sqs("GetQueueAttributes"),
                            "{\"QueueUrl\":\"" + url + "\",\"AttributeNames\":[\"QueueArn\"]}")
                    .at("/Attributes/QueueArn")
                    .asText();
            String policy =
                    "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"events.amazonaws.com\\\"},"
                            + "\\\"Action\\\":\\\"sqs:SendMessage\\\",\\\"Resource\\\":\\\"" + arn + "\\\"}]}";
            setup.send(
                    Operation.sqs("SetQueueAttributes"),
                    "{\"QueueUrl\":\"" + url + "\",\"Attributes\":{\"Policy\":\"" + policy + "\"}}");
            setup.send(
                    Operation.events("PutRule"),
                    "{\"Name\":\"all\",\"EventBusName\":\"" + BUS
                            + "\",\"EventPattern\":\"{\\\"source\\\":[\\\"bench\\\"]}\"}");
            setup.send(
                    Operation.events("PutTargets"),
                    "{\"Rule\":\"all\",\"EventBusName\":\"" + BUS + "\",\"Targets\":[{\"Id\":\"q\",\"Arn\":\"" + arn
                            + "\"}]}");
            return url;
        }
    }
}
