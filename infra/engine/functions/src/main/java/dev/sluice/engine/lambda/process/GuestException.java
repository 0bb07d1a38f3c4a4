package dev.sluice.engine.lambda.process;

/** A function failed: its handler threw, could not be loaded, or ended its process. */
public final class GuestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient byte[] payload;
    private final int status;

    private GuestException(String message, byte[] payload, int status) {
        super(message);
        this.payload = payload.clone();
        this.status = status;
    }

    static GuestException thrown(byte[] error) {
        return new GuestException("the handler failed", error, -1);
    }

    static GuestException exited(int status) {
        return new GuestException("the process ended with status " + status, new byte[0], status);
    }

    /** Whether the process ended; then there is a {@link #status} and no {@link #payload}. */
    public boolean exited() {
        return status >= 0;
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    /** The error object as the language's runtime on AWS writes it, JSON. */
    public byte[] payload() {
        return payload.clone();
    }
}
