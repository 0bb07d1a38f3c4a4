package dev.sluice.transformers.change;

/**
 * A stream record that cannot become an event. The message begins with the record's {@code eventID}, so that the one record
 * can be found.
 */
public final class RecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordException(String eventId, String reason) {
        super("record " + eventId + ": " + reason);
    }
}
