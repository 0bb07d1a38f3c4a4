package dev.sluice.engine.destinations.oauth;

/** No token was obtained; the message says why and contains no secret. */
public final class TokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refusal;

    TokenException(String message) {
        this(message, false);
    }

    TokenException(String message, boolean refusal) {
        super(message);
        this.refusal = refusal;
    }

    /** Whether the authorization endpoint refused the credentials, rather than failed to answer. */
    public boolean isRefusal() {
        return refusal;
    }

    /** The message, never null. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
