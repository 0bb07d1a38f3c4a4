package dev.sluice.engine.events.archive;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Drops events that an archive need not keep any longer, and replays that ended ninety days ago: a little every hour. */
final class Retention implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);
    private static final int BATCH = 1_000;

    private final Archives archives;
    private final Replays replays;
    private final Kernel kernel;
    private Time.@Nullable Timer timer;
    private boolean closed;

    Retention(Archives archives, Replays replays) {
        this.archives = archives;
        this.replays = replays;
        this.kernel = archives.kernel();
    }

    void start() {
        next(Duration.ZERO);
    }

    private synchronized void next(Duration wait) {
        if (!closed) {
            timer = kernel.time().at(kernel.time().now().plus(wait), this::sweep);
        }
    }

    /** On a timer's thread, which must not wait for the disk. */
    private void sweep() {
        Instant now = kernel.time().now();
        try {
            kernel.store()
                    .submitFreeing(tx -> {
                        boolean more = false;
                        for (Archive archive : archives.all()) {
                            if (archive.retentionDays() > 0) {
                                Instant before = now.minus(Duration.ofDays(archive.retentionDays()));
                                more |= archives.table().trim(tx, archive.id(), before, BATCH) == BATCH;
                            }
                        }
                        replays.forgetOld(tx, now);
                        return more;
                    })
                    .whenComplete((more, failure) -> next(Boolean.TRUE.equals(more) ? BETWEEN_BATCHES : PERIOD));
        } catch (StoreBusyException e) {
            next(PERIOD);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
