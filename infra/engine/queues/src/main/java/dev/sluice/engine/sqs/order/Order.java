package dev.sluice.engine.sqs.order;

import java.util.List;

/** The order in which ready messages are given out. Not thread-safe: guarded by the backlog's lock. */
public sealed interface Order permits FairOrder, GroupOrder {

    /** A message came in, ready or delayed. */
    void arrived(Entry entry);

    /** A delayed message or one in flight became ready. */
    void readied(Entry entry);

    /** Whether {@link #take} would find something. */
    boolean any();

    /** Takes up to {@code most} ready messages; they are then in flight. */
    List<Entry> take(int most);

    /** A message in the given state leaves the queue. */
    void left(Entry entry, Entry.State from);
}
