package dev.sluice.chaos.faults;

import dev.sluice.cli.process.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine, which can be killed, paused and starved. Thread-safe. */
public final class Node implements AutoCloseable {

    /**
     * What is the same for all its starts.
     *
     * @param arguments of {@code sluice up}
     * @param planted class path entries with deliberate bugs, before the real classes; none in an honest run
     * @param clock empty if it is the true one
     */
    public record Setting(List<String> arguments, List<Path> planted, Optional<Clock> clock) {}

    /** It is started often and runs for seconds: good code is not worth the time to compile it. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

    private final Path data;
    private final Setting setting;
    private @Nullable EngineProcess process;
    private int starts;

    public Node(Path data, Setting setting) {
        this.data = data;
        this.setting = setting;
    }

    public Path data() {
        return data;
    }

    public Optional<Clock> clock() {
        return setting.clock();
    }

    /**
     * Starts the engine if it does not run. With a crash point, it ends itself without a word when it comes there: if that is
     * before it is ready, it is started again without.
     */
    public synchronized void start(Optional<String> crashPoint) {
        if (running().isPresent()) {
            return;
        }
        List<String> jvm = new ArrayList<>(QUICK);
        crashPoint.ifPresent(point -> jvm.add("-Dsluice.crash=" + point));
        try {
            starts++;
            process = EngineProcess.start(
                    data,
                    new EngineProcess.Options(
                            setting.arguments(),
                            jvm,
                            setting.clock().map(Clock::environment).orElse(Map.of()),
                            setting.planted()));
        } catch (IOException e) {
            if (crashPoint.isEmpty()) {
                throw new UncheckedIOException(e);
            }
            start(Optional.empty());
        }
    }

    /** How often it came to its end: each start but one had a kill or a crash before it. */
    public synchronized int kills() {
        return Math.max(0, starts - 1);
    }

    /** {@code kill -9}. */
    public synchronized void kill() {
        running().ifPresent(EngineProcess::kill);
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
        running().ifPresent(running -> execute("prlimit", "--pid", pid(running), "--fsize=" + bytes + ":"));
    }

    public void unlimitFiles() {
        running().ifPresent(running -> execute("prlimit", "--pid", pid(running), "--fsize=unlimited:"));
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
            Process process = new ProcessBuilder(command).start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command[0] + " did not end within 5 s");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
