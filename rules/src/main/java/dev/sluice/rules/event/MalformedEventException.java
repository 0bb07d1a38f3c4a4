package dev.sluice.rules.event;

/** Something that should be an event and is not; the message begins with the member concerned. */
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message) {
        super(message);
    }
}
