package dev.sluice.chaos.faults;

import dev.sluice.chaos.receivers.Mood;
import java.time.Duration;

/**
 * One thing that goes wrong.
 *
 * @param at from the begin of the run
 */
public sealed interface Fault {

    Duration at();

    /** How a function is broken. */
    enum Breakage {
        /** Its handler is not there. */
        CRASHING,
        /** It may run for one second only. */
        HURRIED,
        /** It may not run at all. */
        THROTTLED
    }

    /** {@code kill -9}, and a restart that may be armed to end itself at a named point. */
    record Kill(Duration at, String nextCrashPoint) implements Fault {}

    /** All threads stand still. */
    record Pause(Duration at, Duration lasting) implements Fault {}

    /** All threads stand still most of the time, as on a slow machine or disk. */
    record Stutter(Duration at, Duration lasting) implements Fault {}

    /** No file can grow. */
    record FullDisk(Duration at, Duration lasting) implements Fault {}

    /** No byte can be written to any file. */
    record DeadDisk(Duration at, Duration lasting) implements Fault {}

    /** The wall clock jumps to this distance from the true time, and stays there. */
    record Clock(Duration at, Duration offset) implements Fault {}

    /** Rows come that no event can be made of: no tenant, wrong types. */
    record Poison(Duration at, int rows) implements Fault {}

    /** A queue delivers messages twice. */
    record Duplicates(Duration at, String queue) implements Fault {}

    /** A function of the stack does not work. */
    record Broken(Duration at, Duration lasting, String function, Breakage how) implements Fault {}

    /** A receiver misbehaves. */
    record Receivers(Duration at, Duration lasting, int receiver, Mood mood) implements Fault {}
}
