package dev.sluice.cli.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reports that something is still running if it takes long enough for a user to wonder. */
public final class Progress implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    private Progress() {}

    /** Reports {@code text} once, unless it is closed within two seconds. */
    public static Progress after(Consumer<String> report, String text) {
        Progress progress = new Progress();
        var unused = progress.timer.schedule(() -> report.accept(text), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return progress;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
