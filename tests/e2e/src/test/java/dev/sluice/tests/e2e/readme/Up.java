package dev.sluice.tests.e2e.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shell in which {@code ./sluice up} runs, and what it has printed. */
record Up(Process shell, List<String> lines) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Up of(Process shell) {
        Up up = new Up(shell, new CopyOnWriteArrayList<>());
        Runtime.getRuntime().addShutdownHook(new Thread(shell::destroy));
        Thread reader = new Thread(() -> shell.inputReader().lines().forEach(up.lines::add), "output of up");
        reader.setDaemon(true);
        reader.start();
        return up;
    }

    /** Waits until it has printed a line with this text. */
    void printed(String text) {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(shell.isAlive() || has(text))
                        .as(String.join("\n", lines))
                        .isTrue())
                .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(text)));
    }

    private boolean has(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /** Ends it, and waits until nothing that it started runs any more. */
    @Override
    public void close() {
        List<ProcessHandle> started = shell.descendants().toList();
        shell.destroy();
        shell.onExit().join();
        started.forEach(process -> process.onExit().join());
    }
}
