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

    /** {@code kill -9}, and a restart that may be armed to end itself at a named point. */
    record Kill(Duration at, String nextCrashPoint) implements Fault {}

    /** All threads stand still. */
    record Pause(Duration at, Duration lasting) implements Fault {}

    /** No file can grow. */
    record FullDisk(Duration at, Duration lasting) implements Fault {}

    /** A receiver misbehaves. */
    record Receivers(Duration at, Duration lasting, int receiver, Mood mood) implements Fault {}
}
