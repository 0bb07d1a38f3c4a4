package dev.sluice.chaos.faults;

import dev.sluice.chaos.receivers.Mood;
import dev.sluice.rules.names.ResourceNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that goes wrong in one run, made from a seed: the same seed makes the same schedule. */
public final class Schedule {

    /** Where the engine ends itself: see {@code dev.sluice.engine.store.CrashPoint}. */
    static final List<String> CRASH_POINTS =
            List.of("before-commit", "after-commit", "between-match-and-enqueue", "before-checkpoint");

    private static final ResourceNames NAMES = ResourceNames.DEFAULT;

    /** The functions on the path of a change. */
    static final List<String> FUNCTIONS =
            List.of(NAMES.transformer(), NAMES.admission(), NAMES.dispatcher(), NAMES.sender());

    /** The queues on the path of a change. */
    static final List<String> QUEUES = List.of(NAMES.admission(), NAMES.fanout(), NAMES.delivery());

    private static final int KINDS = 16;
    private static final int LONGEST_FAULT_MS = 2_500;
    private static final int LONGEST_REST_MS = 1_500;
    /** A start alone comes to a hundred commits: the engine may end itself while it recovers. */
    private static final int MOST_VISITS = 300;

    /** Less than what AWS's signatures and receivers of webhooks forgive, which is five minutes. */
    private static final int LONGEST_JUMP_S = 240;

    private static final int MOST_POISON = 5;

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
            case 1, 2 -> new Fault.Kill(at, one(random, CRASH_POINTS) + ":" + (1 + random.nextInt(MOST_VISITS)));
            case 3 -> new Fault.Pause(at, lasting);
            case 4 -> new Fault.Stutter(at, lasting);
            case 5 -> new Fault.FullDisk(at, lasting);
            case 6 -> new Fault.DeadDisk(at, lasting);
            case 7 -> new Fault.Clock(at, Duration.ofSeconds(random.nextInt(2 * LONGEST_JUMP_S + 1) - LONGEST_JUMP_S));
            case 8 -> new Fault.Poison(at, 1 + random.nextInt(MOST_POISON));
            case 9 -> new Fault.Duplicates(at, one(random, QUEUES));
            case 10 ->
                new Fault.Broken(at, lasting, one(random, FUNCTIONS), one(random, List.of(Fault.Breakage.values())));
            default ->
                new Fault.Receivers(
                        at,
                        lasting,
                        // The last one is the API destination, whose retries are the engine's own: it gets half of it.
                        random.nextBoolean() ? receivers - 1 : random.nextInt(receivers),
                        Mood.values()[1 + random.nextInt(Mood.values().length - 1)]);
        };
    }

    private static <T> T one(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
