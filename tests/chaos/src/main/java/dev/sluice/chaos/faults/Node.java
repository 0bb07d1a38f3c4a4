package dev.sluice.chaos.faults;

import dev.sluice.cli.process.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine, which can be killed, paused and starved. Thread-safe. */
public final class Node implements AutoCloseable {

    private static final String SCHEDULE =
            "PT1S,PT1S,PT1S,PT2S,PT2S,PT2S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S";

    private final Path data;
    private final List<Path> planted;
    private @Nullable EngineProcess process;
    private int kills;

    /** @param planted class path entries with deliberate bugs, before the real classes; none in an honest run */
    public Node(Path data, List<Path> planted) {
        this.data = data;
        this.planted = planted;
    }

    public Path data() {
        return data;
    }

    /** Starts the engine if it does not run. With a crash point, it ends itself without a word when it comes there. */
    public synchronized void start(Optional<String> crashPoint) {
        if (running().isPresent()) {
            return;
        }
        List<String> jvm = new ArrayList<>();
        crashPoint.ifPresent(point -> jvm.add("-Dsluice.crash=" + point));
        try {
            process = EngineProcess.start(
                    data,
                    new EngineProcess.Options(
                            List.of("--parameter", "RetrySchedule=" + SCHEDULE), jvm, java.util.Map.of(), planted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the process is there. */
    public boolean alive() {
        return running().isPresent();
    }

    public synchronized int kills() {
        return kills;
    }

    /** {@code kill -9}. */
    public synchronized void kill() {
        running().ifPresent(running -> {
            running.kill();
            kills++;
        });
    }

    /** Stops all its threads at once, as a machine that swaps or a disk that hangs does. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    /** No file of the engine may grow beyond this many bytes: writes fail as they do on a full disk. Linux only. */
    public void limitFiles(long bytes) {
        running().ifPresent(running -> execute("prlimit", "--pid", pid(running), "--fsize=" + bytes));
    }

    public void unlimitFiles() {
        running().ifPresent(running -> execute("prlimit", "--pid", pid(running), "--fsize=unlimited"));
    }

    private void signal(String signal) {
        running().ifPresent(running -> execute("kill", signal, pid(running)));
    }

    private synchronized Optional<EngineProcess> running() {
        return Optional.ofNullable(process).filter(one -> one.handle().isAlive());
    }

    private static String pid(EngineProcess running) {
        return Long.toString(running.handle().pid());
    }

    private static void execute(String... command) {
        try {
            new ProcessBuilder(command).start().waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        resume();
        running().ifPresent(EngineProcess::kill);
    }
}
