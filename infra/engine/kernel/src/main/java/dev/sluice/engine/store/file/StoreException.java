package dev.sluice.engine.store.file;

/** The disk or the database failed: nothing of the write concerned was kept. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
