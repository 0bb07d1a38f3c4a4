package dev.sluice.engine.destinations.http;

/** No complete response came. */
public final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** The time for the whole call ran out. */
        TIMEOUT,
        /** The name does not exist, or leads where no call may go. */
        ADDRESS,
        /** The connection was refused, reset or not trusted, or the response was none. */
        CONNECTION
    }

    private final Kind kind;

    CallFailedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The message, never null; holds no part of the request. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
