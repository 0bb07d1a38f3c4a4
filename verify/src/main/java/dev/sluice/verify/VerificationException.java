package dev.sluice.verify;

/** A request that is not a webhook of the expected sender. Its message is meant for the receiver's log, not for an answer. */
public final class VerificationException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a request is refused. */
    public enum Reason {
        /** One of the three headers is missing or empty. */
        MISSING_HEADER,
        /** A header cannot be read, is sent more than once with different values, or is too long. */
        MALFORMED_HEADER,
        /** The attempt was signed longer ago than the tolerance allows. */
        TOO_OLD,
        /** The attempt claims to be signed further in the future than the tolerance allows. */
        TOO_NEW,
        /** No signature is of a version that the verifier has a key for. */
        NO_KNOWN_VERSION,
        /** The signatures were made with another key or over another body. */
        NO_MATCH
    }

    private final Reason reason;

    VerificationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
