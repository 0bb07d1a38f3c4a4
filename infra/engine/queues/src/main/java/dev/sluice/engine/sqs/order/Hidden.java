package dev.sluice.engine.sqs.order;

import dev.sluice.engine.time.Time;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are not visible, delayed or in flight, by the time at which they will be; and one timer, for the first
 * of them. Not thread-safe: guarded by the backlog's lock.
 */
public final class Hidden {

    private final Time time;
    private final Runnable due;
    private final Heap<Entry> entries =
            new Heap<>(Comparator.<Entry>comparingLong(entry -> entry.visibleAt).thenComparingLong(entry -> entry.seq));
    private int inFlight;
    private Time.@Nullable Timer timer;
    private long timerAt = Long.MAX_VALUE;

    /** @param due called on a timer thread when some message is due; MUST call {@link #rung} */
    public Hidden(Time time, Runnable due) {
        this.time = time;
        this.due = due;
    }

    public int inFlight() {
        return inFlight;
    }

    public int delayed() {
        return entries.size() - inFlight;
    }

    public int size() {
        return entries.size();
    }

    public void add(Entry entry) {
        entries.add(entry);
        inFlight += entry.state == Entry.State.IN_FLIGHT ? 1 : 0;
    }

    public void remove(Entry entry) {
        entries.remove(entry);
        inFlight -= entry.state == Entry.State.IN_FLIGHT ? 1 : 0;
    }

    /** Removes due messages, and returns how many there were. */
    public int release(long now, Consumer<Entry> ready) {
        int released = 0;
        for (Entry first = entries.first(); first != null && first.visibleAt <= now; first = entries.first()) {
            remove(first);
            ready.accept(first);
            released++;
        }
        return released;
    }

    /** Sets the timer for the first. */
    public void schedule() {
        Entry first = entries.first();
        if (first == null || first.visibleAt >= timerAt) {
            return;
        }
        cancel();
        timerAt = first.visibleAt;
        timer = time.at(Instant.ofEpochMilli(timerAt), due);
    }

    public void rung() {
        timerAt = Long.MAX_VALUE;
        timer = null;
    }

    public void cancel() {
        if (timer != null) {
            timer.cancel();
            rung();
        }
    }
}
