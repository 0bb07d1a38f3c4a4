package dev.sluice.engine.store;

/**
 * The store takes no more writes at the moment: nothing of the write was kept, and its sender should try again later. It has
 * no stack trace, since where it was thrown says nothing and thousands may be thrown in a second.
 */
public class StoreBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreBusyException() {
        this("the store cannot keep up with the writes; retry with back-off");
    }

    StoreBusyException(String message) {
        super(message, null, false, false);
    }
}
