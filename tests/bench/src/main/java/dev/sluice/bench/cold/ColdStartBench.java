package dev.sluice.bench.cold;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Median;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Endpoints;
import dev.sluice.bench.subject.Subject;
import dev.sluice.cli.local.Home;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** Each function of the stack, from nothing to its first answer. */
public final class ColdStartBench implements Bench {

    private static final int MOST_ROUNDS = 3;
    private static final int SECONDS_A_ROUND = 3;

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public String about() {
        return "each function under AWS's runtime interface client, to its first answer: from the start of the JVM (C1 only, as on"
                + " Lambda), and from a SnapStart snapshot, which the stack does not use (what restoring it takes is Lambda's)";
    }

    @Override
    public Result run(Settings settings) throws IOException {
        return run(
                settings, Math.max(1, Math.min(MOST_ROUNDS, settings.seconds() / SECONDS_A_ROUND)), function -> true);
    }

    static Result run(Settings settings, int rounds, Predicate<Deployed> which) throws IOException {
        Result result = new Result("cold-start");
        try (Subject subject = settings.stack();
                Sink sink = Sink.start(new Tally(), Duration.ZERO);
                Connection connection = subject.connect()) {
            new Endpoints(subject).add(SampleEvents.TENANT, sink.url());
            SampleEvents events = new SampleEvents(connection);
            for (Deployed function : Deployed.of(Home.find().template(), connection)) {
                if (!which.test(function)) {
                    continue;
                }
                for (Mode mode : Mode.values()) {
                    Median millis = new Median();
                    for (int i = 0; i < rounds; i++) {
                        millis.add(FunctionProcess.firstAnswer(
                                                function,
                                                events.of(function.name()),
                                                mode,
                                                subject.endpoint(),
                                                subject.access())
                                        .toNanos()
                                / 1e6);
                    }
                    result.add(function.name() + ": " + mode.label(), millis.value(), "ms");
                }
                result.add(function.name() + ": jars", function.jarBytes() / 1e6, "MB");
            }
        }
        return result;
    }
}
