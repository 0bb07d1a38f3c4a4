package dev.sluice.chaos.faults;

import dev.sluice.chaos.receivers.Mood;
import dev.sluice.chaos.receivers.Receiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Carries out a schedule, each fault at its time, and heals it. */
public final class Nemesis {

    private final Node node;
    private final List<Receiver> receivers;
    private final Consumer<String> tell;

    /** @param tell hears of each fault */
    public Nemesis(Node node, List<Receiver> receivers, Consumer<String> tell) {
        this.node = node;
        this.receivers = receivers;
        this.tell = tell;
    }

    /** Returns when the schedule is over, everything is healed and the engine runs. */
    public void run(List<Fault> schedule, Duration length) {
        long begin = System.nanoTime();
        for (Fault fault : schedule) {
            waitUntil(begin, fault.at());
            node.start(Optional.empty());
            tell.accept(fault.toString());
            carryOut(fault);
        }
        waitUntil(begin, length);
        receivers.forEach(receiver -> receiver.mood(Mood.WELL));
        node.resume();
        node.kill();
        node.start(Optional.empty());
    }

    private void carryOut(Fault fault) {
        if (fault instanceof Fault.Kill kill) {
            node.kill();
            node.start(Optional.of(kill.nextCrashPoint()).filter(point -> !point.isEmpty()));
        } else if (fault instanceof Fault.Pause pause) {
            node.pause();
            rest(pause.lasting());
            node.resume();
        } else if (fault instanceof Fault.FullDisk full) {
            node.limitFiles(largest(node.data()));
            rest(full.lasting());
            node.unlimitFiles();
        } else if (fault instanceof Fault.Receivers moody) {
            receivers.get(moody.receiver()).mood(moody.mood());
            rest(moody.lasting());
            receivers.get(moody.receiver()).mood(Mood.WELL);
        }
    }

    /** The size of the log that the store appends to: it can grow no further. */
    private static long largest(Path data) {
        try (var files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-wal"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElse(0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void waitUntil(long begin, Duration at) {
        rest(Duration.ofNanos(begin + at.toNanos() - System.nanoTime()));
    }

    private static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
