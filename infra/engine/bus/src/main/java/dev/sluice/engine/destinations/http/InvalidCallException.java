package dev.sluice.engine.destinations.http;

/** The call cannot be made as it is; the message names the parameter, never a value. */
public final class InvalidCallException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidCallException(String message) {
        super(message);
    }

    /** The message, never null. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
