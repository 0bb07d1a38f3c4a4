package dev.sluice.engine.sqs.disk;

import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.StoreBusyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all backlogs share: the store, the rows, the numbers, and how much content may stay in memory. Thread-safe. */
public final class Disk {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final int CHUNK = 500;
    private static final long LARGEST_CACHE = 256L << 20;

    private final long cache = Math.min(LARGEST_CACHE, Runtime.getRuntime().maxMemory() / 8);
    private final AtomicLong cached = new AtomicLong();
    private final Store store;
    private final Rows rows;
    private final Sequence sequence;

    public Disk(Store store) {
        this.store = store;
        this.rows = new Rows(store);
        this.sequence = new Sequence(store);
    }

    public Store store() {
        return store;
    }

    public Rows rows() {
        return rows;
    }

    public Sequence sequence() {
        return sequence;
    }

    /** Whether this content may stay in memory until it is received. */
    public boolean keep(Content content) {
        if (cached.addAndGet(content.weight()) <= cache) {
            return true;
        }
        cached.addAndGet(-content.weight());
        return false;
    }

    public void forget(Content content) {
        cached.addAndGet(-content.weight());
    }

    /** Deletes rows that are no longer visible, in small writes behind those of clients. */
    public void discard(List<Long> numbers) {
        discard(new ArrayList<>(numbers), 0);
    }

    private void discard(List<Long> numbers, int from) {
        if (from >= numbers.size()) {
            return;
        }
        int to = Math.min(from + CHUNK, numbers.size());
        try {
            store.submitFreeing(tx -> {
                        rows.deleteAll(tx, numbers.subList(from, to));
                        return true;
                    })
                    .whenComplete((done, failure) -> {
                        if (failure == null) {
                            discard(numbers, to);
                        } else {
                            LOG.warn("rows of purged messages stay until the next start", failure);
                        }
                    });
        } catch (StoreBusyException | IllegalStateException e) {
            LOG.debug("rows of purged messages stay until the next start", e);
        }
    }
}
