package dev.sluice.engine.sqs.backlog;

import org.jspecify.annotations.Nullable;

/** A message's place in its queue. All that changes is guarded by the lock of its backlog. */
public final class Entry extends Slotted {

    enum State {
        DELAYED,
        READY,
        IN_FLIGHT,
        /** Taken out to be moved or expired; the write is under way. */
        LEAVING,
        GONE
    }

    final long seq;
    final String group;
    final long sent;
    /** While delayed or in flight: when it becomes visible, in epoch milliseconds. */
    long visibleAt;

    int receives;
    long firstReceived;
    /** When it was last received, for the limit of twelve hours. */
    long received;

    /** Whether whoever received it lives in this process, and ends with it. */
    boolean heldInside;

    State state = State.READY;

    @Nullable
    Content content;

    /** Whether a receipt row may be on disk. Only the store's writer thread touches it. */
    boolean receiptStored;

    Entry(long seq, String group, long sent, long visibleAt, @Nullable Content content) {
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
