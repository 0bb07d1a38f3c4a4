package dev.sluice.delivery.registry;

/** Why an operation is refused. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is. */
    public enum Kind {
        /** What was asked for is wrong, and will be the next time. */
        INVALID,
        /** There is no such endpoint; another tenant's looks the same. */
        NOT_FOUND,
        /** It does not go together with what is there. */
        CONFLICT
    }

    private final Kind kind;
    private final String field;
    private final String reason;

    /**
     * @param field the member of the request that is wrong
     * @param reason what is wrong with it, for the tenant's eyes
     */
    public Refusal(String field, String reason) {
        this(Kind.INVALID, field, reason);
    }

    Refusal(Kind kind, String field, String reason) {
        super(field + ": " + reason);
        this.kind = kind;
        this.field = field;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }
}
