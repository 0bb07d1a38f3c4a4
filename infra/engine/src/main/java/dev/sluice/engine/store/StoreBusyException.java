package dev.sluice.engine.store;

/** The queue of writes is full: the disk cannot keep up, and the publisher should slow down and try again. */
public final class StoreBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreBusyException() {
        super("the store cannot keep up with the writes; retry with back-off");
    }
}
