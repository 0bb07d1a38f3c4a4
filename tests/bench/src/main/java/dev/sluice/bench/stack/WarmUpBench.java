package dev.sluice.bench.stack;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Line;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Endpoints;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Orders;
import dev.sluice.bench.traffic.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** A row that changes becomes a signed webhook from the first second on: how long the virtual machine takes to be up to speed. */
public final class WarmUpBench implements Bench {

    private static final double RATE = 100;
    private static final int PERIODS = 15;
    private static final double NANOS_PER_MS = 1e6;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Override
    public String name() {
        return "warm-up";
    }

    @Override
    public String about() {
        return "cdc from the first second after start, at 100 rows/s: " + PERIODS + " times --seconds, each on its own";
    }

    @Override
    public Result run(Settings settings) {
        try (Subject subject = settings.stack()) {
            AtomicReference<Tally> counting = new AtomicReference<>(new Tally());
            try (Sink sink = Sink.start(counting::get, Duration.ZERO)) {
                new Endpoints(subject).add("bench", sink.url());
                Duration all = Duration.ofSeconds((long) PERIODS * settings.seconds());
                Plan plan = new Plan(4, 1, settings.rate().orElse(RATE), Duration.ZERO, all);
                CompletableFuture<Driven> load = CompletableFuture.supplyAsync(
                        () -> Drive.run(plan, () -> new Orders(subject, "orders", "bench")));
                return periods(settings.seconds(), counting, load);
            }
        }
    }

    /** An event counts for the period in which it arrives. */
    private Result periods(int seconds, AtomicReference<Tally> counting, CompletableFuture<Driven> load) {
        List<Tally> tallies = new ArrayList<>();
        List<Line.Point> medians = new ArrayList<>();
        List<Line.Point> highs = new ArrayList<>();
        Result result = new Result(name());
        for (int period = 1; period <= PERIODS; period++) {
            Waiting.until(load::isCompletedExceptionally, Duration.ofSeconds(seconds));
            Tally tally = counting.getAndSet(new Tally());
            tallies.add(tally);
            Histogram latencies = tally.latencies();
            int end = period * seconds;
            double median = latencies.getValueAtPercentile(50) / NANOS_PER_MS;
            double high = latencies.getValueAtPercentile(99) / NANOS_PER_MS;
            medians.add(new Line.Point(end, median));
            highs.add(new Line.Point(end, high));
            result.add("to second " + end + ": p50", median, "ms").add("to second " + end + ": p99", high, "ms");
        }
        long sent = load.join().sent();
        tallies.add(counting.get());
        Waiting.until(() -> arrived(tallies) >= sent, PATIENCE);
        return result.add("events sent", sent, "")
                .add("lost", sent - arrived(tallies), "")
                .line(new Line("p50", medians))
                .line(new Line("p99", highs));
    }

    private static long arrived(List<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::distinct).sum();
    }
}
