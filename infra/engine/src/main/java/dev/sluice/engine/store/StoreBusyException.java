package dev.sluice.engine.store;

/** The store takes no more writes at the moment: nothing of the write was kept, and its sender should try again later. */
public class StoreBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreBusyException() {
        super("the store cannot keep up with the writes; retry with back-off");
    }

    StoreBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
