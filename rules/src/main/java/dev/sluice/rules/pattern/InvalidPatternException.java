package dev.sluice.rules.pattern;

/** An event pattern that EventBridge would refuse; the message is AWS's. */
public final class InvalidPatternException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidPatternException(String message) {
        super(message);
    }
}
