package dev.sluice.delivery.registry;

/** Why an operation is refused. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    /**
     * @param field the member of the request that is wrong
     * @param reason what is wrong with it, for the tenant's eyes
     */
    Refusal(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
        this.reason = reason;
    }

    String field() {
        return field;
    }

    String reason() {
        return reason;
    }
}
