package dev.sluice.engine.events.input;

/** An event that was taken as text and has no tree: it holds a number that cannot be represented. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
