package dev.sluice.authorizers.admission;

/** Why an event may not pass. The names are what operators and partners see. */
public enum Reason {
    /** It is no EventBridge event at all. */
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
    /** The data does not say on whose behalf the event happened. */
    MISSING_TENANT,
    /** The data breaks the schema of its type. */
    SCHEMA_VIOLATION,
    /** It went through the gate too often: it runs in a circle. */
    TOO_MANY_HOPS
}
