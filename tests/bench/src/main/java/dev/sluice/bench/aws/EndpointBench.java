package dev.sluice.bench.aws;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Limits;

/** A bench of AWS's own interfaces, so of any endpoint that speaks them. */
interface EndpointBench extends Bench {

    /** Events in a request. */
    int entries();

    /** Measures one system, which may have been measured before, without the limits of the machine. */
    Result measure(Subject subject, Settings settings);

    @Override
    default Result run(Settings settings) {
        try (Subject subject = settings.empty()) {
            return Limits.disk(measure(subject, settings), entries());
        }
    }
}
