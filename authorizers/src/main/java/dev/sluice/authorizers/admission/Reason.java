package dev.sluice.authorizers.admission;

/** Why an event may not pass. The names are what operators and partners see. */
public enum Reason {
    /** It is not an EventBridge event, or its JSON cannot be worked with. */
    MALFORMED,
    /** It is larger than events may be. */
    TOO_LARGE,
    /** The catalog has no such source. */
    UNKNOWN_SOURCE,
    /** The source belongs to another account. */
    SOURCE_NOT_ALLOWED_FOR_ACCOUNT,
    /** The source has no such event type. */
    UNKNOWN_TYPE,
    /** An event from a table without the metadata that the transformer writes. */
    INVALID_METADATA,
    /** A change of a row could not become an event; the detail says why. */
    UNREADABLE_CHANGE,
    /** The data does not say on whose behalf the event happened. */
    MISSING_TENANT,
    /** A value that becomes a key, a message attribute or a header is too long or has characters that it must not have. */
    INVALID_IDENTIFIER,
    /** The data breaks the schema of its type. */
    SCHEMA_VIOLATION,
    /** It went through admission control too often: it runs in a circle. */
    TOO_MANY_HOPS,
    /** Checking it failed; the detail says how. */
    CHECK_FAILED
}
