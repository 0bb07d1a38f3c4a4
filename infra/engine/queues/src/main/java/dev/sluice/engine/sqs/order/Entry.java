package dev.sluice.engine.sqs.order;

import org.jspecify.annotations.Nullable;

/** A message's place in its queue. All that changes is guarded by the lock of its backlog. */
public final class Entry extends Slotted {

    public enum State {
        DELAYED,
        READY,
        IN_FLIGHT,
        /** Taken out to be moved or expired; the write is under way. */
        LEAVING,
        GONE
    }

    public final long seq;
    public final String group;
    public final long sent;
    /** While delayed or in flight: when it becomes visible, in epoch milliseconds. */
    public long visibleAt;

    public int receives;
    public long firstReceived;
    /** When it was last received, for the limit of twelve hours. */
    public long received;

    /** Whether whoever received it lives in this process, and ends with it. */
    public boolean heldInside;

    public State state = State.READY;

    @Nullable
    public Content content;

    /** Whether a receipt row may be on disk. Only the store's writer thread touches it. */
    public boolean receiptStored;

    public Entry(long seq, String group, long sent, long visibleAt, @Nullable Content content) {
        this.seq = seq;
        this.group = group;
        this.sent = sent;
        this.visibleAt = visibleAt;
        this.content = content;
    }

    /** Its message group; empty for none. */
    public String group() {
        return group;
    }

    /** When it was sent, in epoch milliseconds. */
    public long sent() {
        return sent;
    }

    public long seq() {
        return seq;
    }
}
