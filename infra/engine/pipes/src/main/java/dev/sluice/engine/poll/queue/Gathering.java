package dev.sluice.engine.poll.queue;

import dev.sluice.engine.poll.Polled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Messages that were received and wait to become a batch. A pure state machine; not thread-safe.
 *
 * <p>Without a window a batch that is not full leaves at once while little is under way; when several batches are, it lingers
 * a moment for more messages, so that a busy queue is worked on in full batches.
 */
final class Gathering {

    static final Duration LINGER = Duration.ofMillis(5);
    private static final int LITTLE = 2;

    private final QueueSettings settings;
    private final Deque<Polled> held = new ArrayDeque<>();
    private Instant since = Instant.MIN;
    private long bytes;

    Gathering(QueueSettings settings) {
        this.settings = settings;
    }

    void add(Polled message, Instant now) {
        if (held.isEmpty()) {
            since = now;
        }
        held.add(message);
        bytes += message.bytes();
    }

    /** How many more messages the batch takes. */
    int room() {
        return bytes >= Polled.BATCH_BYTES ? 0 : settings.batchSize() - held.size();
    }

    /** The batch, if its time has come. */
    Optional<List<Polled>> next(Instant now, int running) {
        if (held.isEmpty() || (room() > 0 && due(running).isAfter(now))) {
            return Optional.empty();
        }
        return Optional.of(take());
    }

    /** What is held, ready or not, as far as it fits into one batch. */
    List<Polled> take() {
        List<Polled> batch = new ArrayList<>();
        long size = 0;
        while (!held.isEmpty()) {
            size += held.element().bytes();
            if (!batch.isEmpty() && size > Polled.BATCH_BYTES) {
                break;
            }
            bytes -= held.element().bytes();
            batch.add(held.remove());
        }
        return batch;
    }

    /** When the batch leaves if no more messages come. */
    Optional<Instant> wakeAt(int running) {
        return held.isEmpty() ? Optional.empty() : Optional.of(due(running));
    }

    private Instant due(int running) {
        if (!settings.window().isZero()) {
            return since.plus(settings.window());
        }
        return running < LITTLE ? since : since.plus(LINGER);
    }
}
