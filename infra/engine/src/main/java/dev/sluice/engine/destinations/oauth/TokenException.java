package dev.sluice.engine.destinations.oauth;

/** No token came; the message tells why and holds no secret. */
public final class TokenException extends Exception {

    private static final long serialVersionUID = 1L;

    TokenException(String message) {
        super(message);
    }

    /** The message, never null. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
