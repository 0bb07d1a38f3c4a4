package dev.sluice.bench.subject;

import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.local.Home;
import dev.sluice.cli.local.Principals;
import dev.sluice.cli.process.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The system under test: an engine in a separate process, or an external endpoint. */
public final class Subject implements AutoCloseable {

    private final URI endpoint;
    private final Access access;
    private final Optional<EngineProcess> process;
    private final Optional<Path> data;

    private Subject(URI endpoint, Access access, Optional<EngineProcess> process, Optional<Path> data) {
        this.endpoint = endpoint;
        this.access = access;
        this.process = process;
        this.data = data;
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
                Optional.empty());
    }

    /** Starts {@code sluice up} with more arguments, in a fresh data folder below {@code target}. */
    public static Subject start(String... arguments) {
        try {
            return start(folder(), arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh data folder below {@code target}. */
    public static Path folder() throws IOException {
        Path folder = Files.createDirectories(Home.find().root().resolve("tests/bench/target/data"));
        return Files.createTempDirectory(folder, "run-");
    }

    /** Starts {@code sluice up} on a data folder. */
    public static Subject start(Path data, String... arguments) throws IOException {
        return start(data, EngineProcess.Options.of(arguments));
    }

    /** Starts {@code sluice up} on a data folder, by a Java virtual machine with options of its own. */
    public static Subject start(Path data, EngineProcess.Options options) throws IOException {
        EngineProcess process = EngineProcess.start(data, options);
        Clients owner = Principals.of(data).owner();
        return new Subject(
                owner.endpoint(),
                new Access(owner.accessKey(), owner.secretKey(), owner.region()),
                Optional.of(process),
                Optional.of(data));
    }

    private static String environment(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }

    public Connection connect() {
        return new Connection(endpoint, access);
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    public Access access() {
        return access;
    }

    /** The data folder, of an engine that was started here. */
    public Path data() {
        return data.orElseThrow(
                () -> new IllegalStateException("this bench needs an engine of its own: leave out --endpoint"));
    }

    public boolean own() {
        return process.isPresent();
    }

    /** Bytes of the files in the data folder. */
    public long storedBytes() {
        try (Stream<Path> files = Files.walk(data())) {
            return files.mapToLong(Subject::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that went away meanwhile has no bytes. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** A look into the heap of an engine that was started here. */
    public Heap heap() {
        return Heap.of(process.orElseThrow(() ->
                        new IllegalStateException("only the heap of an engine that was started here can be looked at"))
                .handle()
                .pid());
    }

    /** From the start of the process to ready. */
    public Duration startup() {
        return process.map(EngineProcess::startup).orElse(Duration.ZERO);
    }

    public Usage usage() {
        return process.map(EngineProcess::handle).map(Usage::of).orElse(Usage.NONE);
    }

    /** Ends the process without a word, as {@code kill -9} does. */
    public void kill() {
        process.ifPresent(EngineProcess::kill);
    }

    /** Stops an engine that was started here, and removes its data. */
    @Override
    public void close() {
        process.filter(running -> running.handle().isAlive()).ifPresent(Subject::stop);
        data.ifPresent(Subject::delete);
    }

    private static void stop(EngineProcess running) {
        try {
            running.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
