package dev.sluice.engine.sqs.order;

/** What a {@link Heap} orders. An element is in at most one heap at a time, and remembers where. */
public abstract class Slotted {

    static final int NOWHERE = -1;

    /** The place in the heap that holds this; only the heap writes it. */
    int slot = NOWHERE;
}
