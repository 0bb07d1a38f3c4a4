package dev.sluice.chaos.faults;

import dev.sluice.chaos.receivers.Mood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that goes wrong in one run, made from a seed: the same seed makes the same schedule. */
public final class Schedule {

    /** Where the engine ends itself: see {@code dev.sluice.engine.store.CrashPoint}. */
    static final List<String> CRASH_POINTS =
            List.of("before-commit", "after-commit", "between-match-and-enqueue", "before-checkpoint");

    private static final int KINDS = 8;
    private static final int LONGEST_FAULT_MS = 2_500;
    private static final int LONGEST_REST_MS = 1_500;
    private static final int MOST_VISITS = 60;

    private Schedule() {}

    public static List<Fault> of(long seed, Duration length, int receivers) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        Duration at = Duration.ofMillis(500 + random.nextInt(LONGEST_REST_MS));
        while (at.compareTo(length) < 0) {
            Duration lasting = Duration.ofMillis(200 + random.nextInt(LONGEST_FAULT_MS));
            faults.add(fault(random, at, lasting, receivers));
            at = at.plus(lasting).plusMillis(random.nextInt(LONGEST_REST_MS));
        }
        return faults;
    }

    private static Fault fault(Random random, Duration at, Duration lasting, int receivers) {
        return switch (random.nextInt(KINDS)) {
            case 0 -> new Fault.Kill(at, "");
            case 1, 2 ->
                new Fault.Kill(
                        at,
                        CRASH_POINTS.get(random.nextInt(CRASH_POINTS.size())) + ":"
                                + (1 + random.nextInt(MOST_VISITS)));
            case 3 -> new Fault.Pause(at, lasting);
            case 4 -> new Fault.FullDisk(at, lasting);
            default ->
                new Fault.Receivers(
                        at,
                        lasting,
                        random.nextInt(receivers),
                        Mood.values()[1 + random.nextInt(Mood.values().length - 1)]);
        };
    }
}
