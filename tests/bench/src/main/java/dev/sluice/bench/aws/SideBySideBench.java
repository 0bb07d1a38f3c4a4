package dev.sluice.bench.aws;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Median;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Limits;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The engine and another emulator in turn, driven by the same client on the same machine: engine, other, engine, other. What
 * disturbs the machine for a while disturbs both.
 */
public final class SideBySideBench implements Bench {

    private static final int ROUNDS = 3;

    /** What a virtual machine needs before it runs compiled code. */
    private static final int WARM_UP_SECONDS = 5;

    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final int SHARE = 3;
    private static final String OURS = "sluice";
    private static final String OTHER = "other";

    /** What is compared: the figure that counts, of a bench at a rate. */
    private record Row(EndpointBench bench, Optional<Double> rate, String figure, String unit, boolean moreIsBetter) {

        String label() {
            return bench.name()
                    + rate.map(each -> String.format(" at %.0f/s", each)).orElse("") + ", " + figure;
        }
    }

    private static final double GENTLE = 100;
    private static final List<Row> ROWS = List.of(
            new Row(new PutEventsBench(), Optional.empty(), "acknowledged", "events/s", true),
            new Row(new BusQueueBench(), Optional.empty(), "received and deleted", "events/s", true),
            new Row(new BusQueueBench(), Optional.of(GENTLE), "publish to receive p50", "ms", false),
            new Row(new PutItemBench(), Optional.empty(), "acknowledged", "items/s", true));

    private final int rounds;
    private final Duration warmup;
    private final int warmups;

    public SideBySideBench() {
        this(ROUNDS, WARM_UP, 1);
    }

    /** @param warmups how many times the engine is warmed up for five seconds a row */
    SideBySideBench(int rounds, Duration warmup, int warmups) {
        this.rounds = rounds;
        this.warmup = warmup;
        this.warmups = warmups;
    }

    @Override
    public String name() {
        return "side-by-side";
    }

    @Override
    public String about() {
        return "put-events, bus-queue and put-item of this engine and of the one at --endpoint, in turn";
    }

    @Override
    public Result run(Settings settings) {
        URI other = settings.endpoint()
                .orElseThrow(() -> new IllegalArgumentException(
                        "side-by-side compares with another emulator: say where it runs, --endpoint URL"));
        Result result = new Result(name());
        try (Subject ours = Subject.start("--empty");
                Subject theirs = Subject.at(other)) {
            for (int i = 0; i < warmups; i++) {
                ROWS.forEach(
                        row -> row.bench().measure(ours, settings.with(row.rate(), WARM_UP_SECONDS, Duration.ZERO)));
            }
            for (Row row : ROWS) {
                compare(result, row, ours, theirs, settings);
            }
        }
        return Limits.disk(result, ROWS.get(0).bench().entries());
    }

    private void compare(Result result, Row row, Subject ours, Subject theirs, Settings settings) {
        int seconds = Math.max(1, settings.seconds() / SHARE);
        Settings each = settings.with(row.rate(), seconds, warmup);
        Median mine = new Median();
        Median others = new Median();
        try {
            for (int round = 0; round < rounds; round++) {
                double our = measure(result, OURS, row, ours, each);
                double their = measure(result, OTHER, row, theirs, each);
                mine.add(our);
                others.add(their);
            }
        } catch (IllegalStateException | UncheckedIOException e) {
            result.note(row.label() + ": could not be compared, " + e.getMessage());
            return;
        }
        double ratio = row.moreIsBetter() ? mine.value() / others.value() : others.value() / mine.value();
        result.add(row.label() + ": " + OURS, mine.value(), row.unit())
                .add(row.label() + ": " + OTHER, others.value(), row.unit())
                .add(row.label() + ": better by", ratio, "times");
    }

    private static double measure(Result result, String who, Row row, Subject subject, Settings settings) {
        Result measured = row.bench().measure(subject, settings);
        if (measured.value("lost") > 0) {
            result.note(String.format(
                    "%s: %s had not delivered %,.0f of %,.0f acknowledged events when nothing came any more",
                    row.label(), who, measured.value("lost"), measured.value("events sent")));
        }
        System.err.printf("%s: %s %.2f %s%n", row.label(), who, measured.value(row.figure()), row.unit());
        return measured.value(row.figure());
    }
}
