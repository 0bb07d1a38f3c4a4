package dev.sluice.engine.sqs.backlog;

import dev.sluice.engine.sqs.disk.Disk;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.sqs.order.FairOrder;
import dev.sluice.engine.sqs.order.GroupOrder;
import dev.sluice.engine.sqs.order.Hidden;
import dev.sluice.engine.sqs.order.Order;
import dev.sluice.engine.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a queue in memory: which are ready, in what order, and which are hidden until when. Not thread-safe:
 * guarded by the backlog's lock.
 */
final class Shelf {

    private final Disk disk;
    private final Map<Long, Entry> bySeq = new HashMap<>();
    private final Order order;
    private final Hidden hidden;
    private int leaving;
    /** No message is older than this. */
    private long oldest = Long.MAX_VALUE;

    Shelf(boolean fifo, Disk disk, Time time, Runnable due) {
        this.disk = disk;
        this.order = fifo ? new GroupOrder() : new FairOrder();
        this.hidden = new Hidden(time, due);
    }

    Hidden hidden() {
        return hidden;
    }

    /** Whether something is ready. */
    boolean any() {
        return order.any();
    }

    @Nullable
    Entry find(long seq) {
        return bySeq.get(seq);
    }

    /** Takes in a message; whether it is ready. */
    boolean add(Entry entry, long now) {
        Content content = entry.content;
        if (content != null && !disk.keep(content)) {
            entry.content = null;
        }
        bySeq.put(entry.seq, entry);
        oldest = Math.min(oldest, entry.sent);
        boolean ready = entry.visibleAt <= now;
        if (!ready) {
            entry.state = entry.received > 0 ? Entry.State.IN_FLIGHT : Entry.State.DELAYED;
            hidden.add(entry);
        }
        order.arrived(entry);
        return ready;
    }

    /** Makes due messages visible, and returns how many there were. */
    int promote(long now) {
        return hidden.release(now, order::readied);
    }

    /** Takes ready messages, which are then in flight but not hidden yet. */
    List<Entry> take(int most) {
        return order.take(most);
    }

    /** Takes ready messages out, which the caller then removes or puts back. */
    void leaving(Entry entry) {
        entry.state = Entry.State.LEAVING;
        leaving++;
    }

    /** A message that was leaving is ready again; whether it still was. */
    boolean back(Entry entry) {
        if (entry.state != Entry.State.LEAVING) {
            return false;
        }
        leaving--;
        entry.state = Entry.State.IN_FLIGHT;
        order.readied(entry);
        return true;
    }

    /** Gives a message out. */
    Optional<Given> give(Entry entry, long now, long visibleAt) {
        entry.visibleAt = visibleAt;
        hidden.add(entry);
        Content content = entry.content;
        if (content == null) {
            // The lock is held while the disk is read: only backlogs too large for memory come here.
            Optional<Content> stored = disk.rows().content(entry);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            content = stored.get();
        }
        entry.receives++;
        entry.received = now;
        entry.firstReceived = entry.firstReceived == 0 ? now : entry.firstReceived;
        return Optional.of(new Given(entry, content, entry.receives, entry.firstReceived));
    }

    /** Changes when a hidden message becomes visible. */
    void hide(Entry entry, long visibleAt) {
        hidden.remove(entry);
        entry.visibleAt = visibleAt;
        hidden.add(entry);
    }

    /** Hides a ready message of a standard queue again, for whoever received it before. */
    void hideAgain(Entry entry, long visibleAt) {
        order.left(entry, Entry.State.READY);
        entry.state = Entry.State.IN_FLIGHT;
        entry.visibleAt = visibleAt;
        hidden.add(entry);
        order.arrived(entry);
    }

    /** Forgets a message; whether it was still there. */
    boolean remove(Entry entry) {
        Entry.State from = entry.state;
        if (from == Entry.State.GONE) {
            return false;
        }
        if (from == Entry.State.LEAVING) {
            leaving--;
            from = Entry.State.IN_FLIGHT;
        } else if (from != Entry.State.READY) {
            hidden.remove(entry);
        }
        entry.state = Entry.State.GONE;
        order.left(entry, from);
        bySeq.remove(entry.seq);
        Content content = entry.content;
        if (content != null) {
            disk.forget(content);
            entry.content = null;
        }
        return true;
    }

    /** Forgets all messages up to a number, and returns them. */
    List<Long> clear(long upTo) {
        List<Long> numbers = new ArrayList<>();
        for (Entry entry : List.copyOf(bySeq.values())) {
            if (entry.seq <= upTo) {
                remove(entry);
                numbers.add(entry.seq);
            }
        }
        return numbers;
    }

    /** Ready messages sent at {@code last} or before. */
    List<Entry> expired(long last) {
        if (oldest > last) {
            return List.of();
        }
        oldest = Long.MAX_VALUE;
        List<Entry> expired = new ArrayList<>();
        for (Entry entry : bySeq.values()) {
            if (entry.sent <= last && entry.state == Entry.State.READY) {
                expired.add(entry);
            } else {
                oldest = Math.min(oldest, entry.sent);
            }
        }
        return expired;
    }

    Counts counts() {
        return new Counts(bySeq.size() - hidden.size() - leaving, hidden.inFlight(), hidden.delayed());
    }

    OptionalLong oldest() {
        return bySeq.values().stream().mapToLong(entry -> entry.sent).min();
    }
}
