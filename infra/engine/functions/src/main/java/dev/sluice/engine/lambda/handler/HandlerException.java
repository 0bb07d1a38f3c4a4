package dev.sluice.engine.lambda.handler;

/** A handler that cannot be found, made or called: reported in the words of AWS's Java runtime. */
public final class HandlerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    HandlerException(String type, String message) {
        super(message);
        this.type = type;
    }

    HandlerException(String type, String message, Throwable cause) {
        super(message, cause);
        this.type = type;
    }

    /** The {@code errorType} to report. */
    public String type() {
        return type;
    }
}
