package dev.sluice.tests.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code sluice up} in a process of its own, so that it can be killed. */
final class EngineProcess implements AutoCloseable {

    private final Process process;
    private final String url;

    private EngineProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts {@code sluice up} on {@code data} and waits until it says that it is ready. */
    static EngineProcess start(Path data, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dsluice.home=" + root(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.cli.Main",
                "up",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        Path errors = Files.createDirectories(data).resolve("stderr.log");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                drain(output);
                return new EngineProcess(process, line.substring("ready ".length()));
            }
        }
        throw new IOException("the engine ended before it was ready:\n" + Files.readString(errors));
    }

    String url() {
        return url;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the engine did not stop within 20 s of SIGTERM");
        }
        return process.exitValue();
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "engine-output");
        reader.setDaemon(true);
        reader.start();
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("INVARIANTS.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
