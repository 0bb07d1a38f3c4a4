package dev.sluice.bench.benches;

import dev.sluice.bench.report.Result;

/** One bench. */
public interface Bench {

    /** What it is called on the command line. */
    String name();

    /** What it measures, in a line. */
    String about();

    Result run(Settings settings) throws Exception;
}
