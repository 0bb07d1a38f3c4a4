package dev.sluice.bench.stack;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Endpoints;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.IsolatedLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** One endpoint in a hundred takes connections and never answers; the others must not notice. */
public final class IsolationBench implements Bench {

    private static final int TENANTS = 100;
    private static final double RATE = 200;

    /** Half of the events later than this: the system does not keep up. */
    private static final double BEHIND_MS = 1_000;

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String about() {
        return "p99 of 99 healthy tenants, without and with one whose endpoint never answers";
    }

    @Override
    public Result run(Settings settings) throws IOException {
        Result healthy = once(settings, false);
        Result dead = once(settings, true);
        Result result = new Result(name());
        for (String quantile : new String[] {"p50", "p99", "p99.9"}) {
            result.add("all healthy " + quantile, healthy.value("end to end " + quantile), "ms")
                    .add("one of 100 dead " + quantile, dead.value("end to end " + quantile), "ms");
        }
        if (healthy.value("end to end p50") > BEHIND_MS) {
            result.note(
                    "The load was more than the system took, dead endpoint or not: nothing is said about isolation.");
        } else {
            result.add("p99 moves by", 100 * (dead.value("end to end p99") / healthy.value("end to end p99") - 1), "%");
        }
        return result.add("lost among the healthy", dead.value("lost") - dead.value("events sent") / TENANTS, "");
    }

    private static Result once(Settings settings, boolean withDead) throws IOException {
        try (Subject subject = settings.stack();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Tally tally = new Tally();
            try (Sink sink = Sink.start(tally, Duration.ZERO)) {
                Endpoints endpoints = new Endpoints(subject);
                for (int i = 0; i < TENANTS; i++) {
                    boolean dead = withDead && i == 0;
                    endpoints.add(
                            "bench-" + i, dead ? "http://127.0.0.1:" + silent.getLocalPort() + "/" : sink.url() + i);
                }
                Plan plan = settings.warmed().plan(2, 1, RATE);
                long dead = withDead ? 1 : 0;
                return IsolatedLoad.run(subject, plan, tally, TENANTS, dead);
            }
        }
    }
}
