package dev.sluice.cli.process;

import dev.sluice.cli.local.Home;
import dev.sluice.engine.files.PrivateFiles;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run of {@code sluice up} on a data folder, with the class path of this process. */
public final class EngineProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    /**
     * How to run it.
     *
     * @param arguments of {@code sluice up}
     * @param jvm options of the Java virtual machine, such as {@code -Xmx512m}
     * @param environment added to that of this process
     * @param before class path entries that come first
     */
    public record Options(
            List<String> arguments, List<String> jvm, Map<String, String> environment, List<Path> before) {

        public static Options of(String... arguments) {
            return new Options(List.of(arguments), List.of(), Map.of(), List.of());
        }
    }

    private final Process process;
    private final String url;
    private final Duration startup;

    private EngineProcess(Process process, String url, Duration startup) {
        this.process = process;
        this.url = url;
        this.startup = startup;
    }

    /**
     * Starts it and waits until it says that it is ready.
     *
     * @throws IOException with what it wrote on standard error, if it ends before
     */
    public static EngineProcess start(Path data, Options options) throws IOException {
        Path errors = PrivateFiles.file(PrivateFiles.folder(data).resolve("stderr.log"));
        ProcessBuilder builder = new ProcessBuilder(command(data, options))
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(options.environment());
        long begin = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                drain(output);
                Duration startup = Duration.ofNanos(System.nanoTime() - begin);
                return new EngineProcess(process, line.substring("ready ".length()), startup);
            }
        }
        throw new IOException("the engine ended before it was ready:\n" + Files.readString(errors));
    }

    private static List<String> command(Path data, Options options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:MetaspaceSize=128m");
        Optional.ofNullable(System.getenv("SLUICE_JAVA_OPTS"))
                .filter(more -> !more.isBlank())
                .ifPresent(more -> command.addAll(List.of(more.trim().split(" +"))));
        command.addAll(options.jvm());
        command.add("-Dsluice.home=" + Home.find().root());
        StringBuilder classPath = new StringBuilder();
        options.before().forEach(entry -> classPath.append(entry).append(File.pathSeparator));
        command.add("-cp");
        command.add(classPath.append(System.getProperty("java.class.path")).toString());
        command.addAll(List.of("dev.sluice.cli.Main", "up", "--quiet", "--port", "0", "--data", data.toString()));
        command.addAll(options.arguments());
        return command;
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> readToEnd(output), "engine-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static void readToEnd(BufferedReader output) {
        try {
            while (output.readLine() != null) {
                // The output is not needed, but an unread pipe fills up and blocks its writer.
                continue;
            }
        } catch (IOException e) {
            // The process was killed.
            return;
        }
    }

    /** Where it answers. */
    public String url() {
        return url;
    }

    /** From the start of the process to ready. */
    public Duration startup() {
        return startup;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** {@code kill -9}; returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * SIGTERM; returns the exit code.
     *
     * @throws IllegalStateException if it does not stop
     */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("the engine did not stop within " + STOP_SECONDS + " s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
