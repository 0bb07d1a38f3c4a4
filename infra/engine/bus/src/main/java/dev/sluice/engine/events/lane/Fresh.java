package dev.sluice.engine.events.lane;

import dev.sluice.engine.events.target.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Deliveries of one target that were never tried, in the order of arrival. Some are kept in memory; when too many wait, the
 * rest stays on disk until those are gone.
 */
public final class Fresh implements Backlog {

    private static final int MOST = 1_024;

    private final DeliveryTable table;
    private final String target;
    private final ArrayDeque<Delivery> queue = new ArrayDeque<>();

    /** The last one that was ever in {@link #queue}. */
    private long last;

    private boolean moreOnDisk = true;
    private boolean reading;

    public Fresh(DeliveryTable table, String target) {
        this.table = table;
        this.target = target;
    }

    /** A delivery is on disk; called in the order of commits. */
    public synchronized void add(Delivery delivery) {
        if (delivery.id() <= last) {
            // It was read from disk between its commit and this call.
            return;
        }
        if (moreOnDisk || reading || queue.size() == MOST) {
            moreOnDisk = true;
        } else {
            queue.add(delivery);
            last = delivery.id();
        }
    }

    @Override
    public List<Delivery> take(int most) {
        long after;
        synchronized (this) {
            if (!queue.isEmpty() || !moreOnDisk || reading) {
                return poll(most);
            }
            reading = true;
            moreOnDisk = false;
            after = last;
        }
        List<Delivery> read = List.of();
        boolean complete = false;
        try {
            read = table.fresh(target, after, MOST);
            complete = read.size() < MOST;
        } finally {
            refill(read, complete);
        }
        return poll(most);
    }

    private synchronized void refill(List<Delivery> read, boolean complete) {
        queue.addAll(read);
        last = read.isEmpty() ? last : read.get(read.size() - 1).id();
        moreOnDisk |= !complete;
        reading = false;
    }

    private synchronized List<Delivery> poll(int most) {
        List<Delivery> taken = new ArrayList<>(most);
        while (taken.size() < most && !queue.isEmpty()) {
            taken.add(queue.remove());
        }
        return taken;
    }

    @Override
    public synchronized boolean hasMore() {
        return !queue.isEmpty() || moreOnDisk && !reading;
    }

    @Override
    public void done(List<Delivery> deliveries) {}
}
