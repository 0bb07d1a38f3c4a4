package dev.sluice.engine.events.lane;

import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.time.Time;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Deliveries of one target that are tried again, by when they are due. They stay on disk; a timer wakes for the first one. */
public final class Late implements Backlog {

    private final DeliveryTable table;
    private final String target;
    private final Time time;
    private final Runnable wake;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean due = true;
    private long armedFor = Long.MAX_VALUE;
    private Time.@Nullable Timer timer;

    /** @param wake called when something is due */
    public Late(DeliveryTable table, String target, Time time, Runnable wake) {
        this.table = table;
        this.target = target;
        this.time = time;
        this.wake = wake;
    }

    /** A delivery waits on disk until {@code at}. */
    public synchronized void arm(long at) {
        if (at >= armedFor) {
            return;
        }
        if (timer != null) {
            timer.cancel();
        }
        armedFor = at;
        timer = time.at(Instant.ofEpochMilli(at), this::ring);
    }

    private void ring() {
        synchronized (this) {
            armedFor = Long.MAX_VALUE;
            timer = null;
        }
        due = true;
        wake.run();
    }

    @Override
    public List<Delivery> take(int most) {
        synchronized (underWay) {
            due = false;
            Instant now = time.now();
            // One that ends while the table is read may still be in what was read.
            Set<Long> skipped = Set.copyOf(underWay);
            List<Delivery> taken = table.due(target, now, most + skipped.size()).stream()
                    .filter(delivery -> !skipped.contains(delivery.id()))
                    .limit(most)
                    .toList();
            taken.forEach(delivery -> underWay.add(delivery.id()));
            if (taken.size() == most) {
                due = true;
            } else {
                table.next(target, now).forEach(this::arm);
            }
            return taken;
        }
    }

    @Override
    public boolean hasMore() {
        return due;
    }

    @Override
    public void done(List<Delivery> deliveries) {
        deliveries.forEach(delivery -> underWay.remove(delivery.id()));
    }

    public synchronized void close() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
