package dev.sluice.chaos.faults;

import dev.sluice.chaos.history.History;
import dev.sluice.chaos.receivers.Mood;
import dev.sluice.chaos.receivers.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** Carries out a schedule, each fault at its time, and heals it. */
public final class Nemesis {

    private static final Duration STOPPED = Duration.ofMillis(60);
    private static final Duration RUNNING = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final int MOST_TRIES = 100;

    private final Node node;
    private final List<Receiver> receivers;
    private final Sabotage sabotage;
    private final Consumer<String> report;

    /** @param report hears of each fault */
    public Nemesis(Node node, List<Receiver> receivers, History history, Consumer<String> report) {
        this.node = node;
        this.receivers = receivers;
        this.sabotage = new Sabotage(node.data(), history);
        this.report = report;
    }

    /**
     * Returns when the schedule is over, everything is healed and the engine runs.
     *
     * @param last what to do when the time is over, before the last restart
     */
    public void run(List<Fault> schedule, Duration length, Runnable last) {
        long begin = System.nanoTime();
        for (Fault fault : schedule) {
            waitUntil(begin, fault.at());
            node.start(Optional.empty());
            report.accept(fault.toString());
            carryOut(fault);
        }
        waitUntil(begin, length);
        last.run();
        receivers.forEach(receiver -> receiver.mood(Mood.WELL));
        mend();
        node.clock().ifPresent(Clock::settle);
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
        } else if (fault instanceof Fault.Stutter stutter) {
            stutter(stutter.lasting());
        } else if (fault instanceof Fault.FullDisk full) {
            starve(log(node.data()), full.lasting());
        } else if (fault instanceof Fault.DeadDisk dead) {
            starve(0, dead.lasting());
        } else if (fault instanceof Fault.Receivers moody) {
            receivers.get(moody.receiver()).mood(moody.mood());
            rest(moody.lasting());
            receivers.get(moody.receiver()).mood(Mood.WELL);
        } else {
            byHand(fault);
        }
    }

    private void byHand(Fault fault) {
        if (fault instanceof Fault.Clock clock) {
            node.clock().ifPresent(one -> one.set(clock.offset()));
        } else if (fault instanceof Fault.Poison poison) {
            sabotage.poison(poison.rows());
        } else if (fault instanceof Fault.Duplicates duplicates) {
            sabotage.duplicate(duplicates.queue());
        } else if (fault instanceof Fault.Broken broken) {
            sabotage.breakFunction(broken.function(), broken.how());
            rest(broken.lasting());
            mend();
        }
    }

    private void stutter(Duration lasting) {
        long end = System.nanoTime() + lasting.toNanos();
        while (System.nanoTime() < end) {
            node.pause();
            rest(STOPPED);
            node.resume();
            rest(RUNNING);
        }
    }

    private void starve(long bytes, Duration lasting) {
        node.limitFiles(bytes);
        rest(lasting);
        node.unlimitFiles();
    }

    /** A function that was broken must work again, however often the engine ends itself meanwhile. */
    private void mend() {
        for (int tries = 1; ; tries++) {
            try {
                node.start(Optional.empty());
                sabotage.mend();
                return;
            } catch (SdkException e) {
                if (tries == MOST_TRIES) {
                    throw new IllegalStateException("a function could not be mended", e);
                }
                rest(AGAIN);
            }
        }
    }

    /** The size of the log that the store appends to: it can grow no further. */
    private static long log(Path data) {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-wal"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
