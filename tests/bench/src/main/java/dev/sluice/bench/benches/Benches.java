package dev.sluice.bench.benches;

import java.util.List;
import java.util.Optional;

/** All benches: one line each. */
public final class Benches {

    private static final List<Bench> ALL = List.of(new PutEventsBench(), new BusQueueBench());

    private Benches() {}

    public static List<Bench> all() {
        return ALL;
    }

    public static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }
}
