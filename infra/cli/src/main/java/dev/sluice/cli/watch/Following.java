package dev.sluice.cli.watch;

import dev.sluice.cli.local.Errors;
import dev.sluice.cli.stack.AppFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Watches the files of an app, and synthesizes and applies it whenever they change. */
public final class Following implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);

    /** Applies a synthesized template to what runs. */
    public interface Target {
        void apply(Path template) throws IOException;
    }

    private final AppFolder app;
    private final Target target;
    private final Consumer<String> print;
    private final Thread thread;
    private volatile boolean closed;

    private Following(AppFolder app, Target target, Consumer<String> print) {
        this.app = app;
        this.target = target;
        this.print = print;
        this.thread = new Thread(this::follow, "watch");
        thread.setDaemon(true);
    }

    /** @param print takes the messages for whoever saves the files */
    public static Following start(AppFolder app, Target target, Consumer<String> print) {
        Following following = new Following(app, target, print);
        following.thread.start();
        return following;
    }

    private void follow() {
        try {
            SourceFiles applied = SourceFiles.of(app.folder());
            WarmApp warm = WarmApp.start(app);
            try {
                // A synthesis for warm-up, so that the first edit need not wait for classes to load.
                attempt(warm, out -> {}, "");
                print.accept("watching " + app.folder());
                while (!closed) {
                    LockSupport.parkNanos(LOOK.toNanos());
                    SourceFiles seen = SourceFiles.of(app.folder());
                    if (!seen.equals(applied)) {
                        SourceFiles saved = settled(seen);
                        if (saved.codeDiffersFrom(applied)) {
                            // What runs has the old classes.
                            warm.close();
                            warm = WarmApp.start(app);
                        }
                        applied = saved;
                        attempt(warm, target, "the running stack follows");
                    }
                }
            } finally {
                warm.close();
            }
        } catch (IOException e) {
            print.accept("sluice: no longer watching " + app.folder() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until two looks see the same: an editor may save several files, or one in several steps. */
    private SourceFiles settled(SourceFiles seen) throws IOException {
        SourceFiles last = seen;
        while (true) {
            LockSupport.parkNanos(LOOK.toNanos());
            SourceFiles now = SourceFiles.of(app.folder());
            if (now.equals(last) || closed) {
                return now;
            }
            last = now;
        }
    }

    private void attempt(WarmApp warm, Target to, String done) throws IOException, InterruptedException {
        long started = System.nanoTime();
        try {
            to.apply(warm.synthesize());
            if (!done.isEmpty()) {
                double seconds = (System.nanoTime() - started) / 1e9;
                print.accept(done + String.format(Locale.ROOT, " (%.1f s)", seconds));
            }
        } catch (RuntimeException e) {
            print.accept(Errors.oneLine(e));
            print.accept("the stack runs on as it was");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
