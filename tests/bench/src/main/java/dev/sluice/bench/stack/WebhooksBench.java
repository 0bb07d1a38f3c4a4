package dev.sluice.bench.stack;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Endpoints;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.BareClient;
import dev.sluice.bench.traffic.Deals;
import dev.sluice.bench.traffic.StackLoad;
import dev.sluice.bench.traffic.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Signed webhooks, from the partner's PutEvents through admission control, dispatcher and sender to the receiver. */
public final class WebhooksBench implements Bench {

    private final String name;
    private final int fanOut;
    private final Duration delay;

    /**
     * @param fanOut endpoints that get each event
     * @param delay how long the receiver takes
     */
    public WebhooksBench(String name, int fanOut, Duration delay) {
        this.name = name;
        this.fanOut = fanOut;
        this.delay = delay;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return "signed webhooks to " + fanOut + " registered endpoint(s)"
                + (delay.isZero() ? "" : " that take " + delay.toMillis() + " ms") + ", beside the bare HTTP client";
    }

    @Override
    public Result run(Settings settings) {
        try (Subject subject = settings.stack()) {
            List<Sink> sinks = new ArrayList<>();
            List<Tally> tallies = new ArrayList<>();
            Endpoints endpoints = new Endpoints(subject);
            for (int i = 0; i < fanOut; i++) {
                tallies.add(new Tally());
                sinks.add(Sink.start(tallies.get(i), delay));
                endpoints.add("bench-0", sinks.get(i).url());
            }
            Plan plan = settings.warmed().plan(2, settings.rate().orElse(0.0) > 0 ? 1 : 10, delay.isZero() ? 0 : 200);
            long measured = System.nanoTime() + plan.warmup().toNanos();
            tallies.forEach(tally -> tally.measureFrom(measured));
            Result result = StackLoad.run(
                    new Result(name), subject, plan, tallies.get(0), () -> new Deals(subject, "bench-", 1));
            if (fanOut > 1) {
                Waiting.until(
                        () -> tallies.stream()
                                .allMatch(tally ->
                                        tally.distinct() >= tallies.get(0).distinct()),
                        Duration.ofSeconds(60));
                result.add(
                        "delivered to all endpoints",
                        tallies.stream().mapToDouble(Tally::rate).sum(),
                        "webhooks/s");
            }
            sinks.forEach(Sink::close);
            double delivered = tallies.stream().mapToDouble(Tally::rate).sum();
            double bare = BareClient.rate(settings.seconds());
            return result.add("limit: bare HTTP client, same receiver", bare, "requests/s")
                    .add("ratio to the bare client", 100 * delivered / bare, "%");
        }
    }
}
