package dev.sluice.bench.subject;

import dev.sluice.cli.Clients;
import dev.sluice.cli.Home;
import dev.sluice.cli.Principals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system under test: an engine in a process of its own, or an endpoint that somebody else runs. */
public final class Subject implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final URI endpoint;
    private final Access access;
    private final Optional<Process> process;
    private final Optional<Path> data;
    private final Duration startup;

    private Subject(URI endpoint, Access access, Optional<Process> process, Optional<Path> data, Duration startup) {
        this.endpoint = endpoint;
        this.access = access;
        this.process = process;
        this.data = data;
        this.startup = startup;
    }

    /** An endpoint that runs already, called with the credentials of the environment ({@code test} if there are none). */
    public static Subject at(URI endpoint) {
        return new Subject(
                endpoint,
                new Access(
                        environment("AWS_ACCESS_KEY_ID", "test"),
                        environment("AWS_SECRET_ACCESS_KEY", "test"),
                        environment("AWS_REGION", "us-east-1")),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    /** Starts {@code sluice up} with more arguments, in a fresh data folder below {@code target}. */
    public static Subject start(String... arguments) {
        try {
            Path folder = Files.createDirectories(Home.find().root().resolve("tests/bench/target/data"));
            return start(Files.createTempDirectory(folder, "run-"), arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code sluice up} on a data folder. */
    public static Subject start(Path data, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dsluice.home=" + Home.find().root(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.cli.Main",
                "up",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(arguments));
        Optional.ofNullable(System.getenv("SLUICE_JAVA_OPTS"))
                .filter(options -> !options.isBlank())
                .ifPresent(options -> command.addAll(1, List.of(options.trim().split(" +"))));
        Path errors = data.resolve("stderr.log");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                drain(output);
                Duration startup = Duration.ofNanos(System.nanoTime() - begin);
                Clients owner = Principals.of(data).owner();
                return new Subject(
                        owner.endpoint(),
                        new Access(owner.accessKey(), owner.secretKey(), owner.region()),
                        Optional.of(process),
                        Optional.of(data),
                        startup);
            }
        }
        throw new IOException("the engine ended before it was ready:\n" + Files.readString(errors));
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "engine-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static String environment(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }

    public Connection connect() {
        return new Connection(endpoint, access);
    }

    /** The data folder, of an engine that was started here. */
    public Path data() {
        return data.orElseThrow(
                () -> new IllegalStateException("this bench needs an engine of its own: leave out --endpoint"));
    }

    public boolean own() {
        return process.isPresent();
    }

    /** From the start of the process to ready. */
    public Duration startup() {
        return startup;
    }

    public Usage usage() {
        return process.map(Process::toHandle).map(Usage::of).orElse(Usage.NONE);
    }

    /** Ends the process without a word, as {@code kill -9} does. */
    public void kill() {
        process.ifPresent(running -> running.destroyForcibly().onExit().join());
    }

    /** Stops an engine that was started here, and removes its data. */
    @Override
    public void close() {
        process.ifPresent(running -> {
            running.destroy();
            try {
                if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        data.ifPresent(Subject::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
