package dev.sluice.bench.functions;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Result;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH over the functions' own work, with the allocation profiler. */
public final class FunctionsBench implements Bench {

    private static final int ROUNDS = 5;
    private static final long ROUND_MILLIS = 200;

    @Override
    public String name() {
        return "functions";
    }

    @Override
    public String about() {
        return "transformer, admission, dispatcher and signer under JMH: time and allocation, one thread, no I/O";
    }

    @Override
    public Result run(Settings settings) throws RunnerException {
        return run(ROUNDS, TimeValue.milliseconds(Math.max(1, settings.seconds()) * ROUND_MILLIS), 1);
    }

    /** @param forks 0 measures in this JVM, which JMH advises against */
    static Result run(int rounds, TimeValue round, int forks) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(FunctionsBench.class.getPackageName() + "\\.(Transform|Admit|Dispatch|Sign)\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(forks)
                .warmupIterations(rounds)
                .warmupTime(round)
                .measurementIterations(rounds)
                .measurementTime(round)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Result result = new Result("functions");
        for (RunResult run : new Runner(options).run()) {
            String[] parts = run.getParams().getBenchmark().split("\\.");
            String label = parts[parts.length - 2].toLowerCase(Locale.ROOT) + " one " + parts[parts.length - 1];
            result.add(label, run.getPrimaryResult().getScore(), "µs")
                    .add(label + ", error", run.getPrimaryResult().getScoreError(), "µs ±")
                    .add(label + ", allocated", secondary(run, "gc.alloc.rate.norm"), "bytes")
                    .add(label + ", allocation rate", secondary(run, "gc.alloc.rate"), "MB/s");
        }
        return result;
    }

    private static double secondary(RunResult run, String name) {
        return Objects.requireNonNull(run.getSecondaryResults().get(name), name).getScore();
    }
}
