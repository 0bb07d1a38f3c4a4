package dev.sluice.cli.account;

/** Where one event stands at one target. */
public enum Outcome {
    /** The target has it. */
    DELIVERED,
    /** Not yet; it will be tried, or tried again. */
    RETRYING,
    /** Given up; it lies in a dead-letter queue with the reason. */
    DEAD_LETTERED,
    /** Not sent on purpose, with the reason in the journal. */
    SKIPPED;

    /** Reads the status that the sender writes. */
    static Outcome of(String status) {
        return switch (status) {
            case "delivered" -> DELIVERED;
            case "dead-lettered" -> DEAD_LETTERED;
            case "skipped" -> SKIPPED;
            default -> RETRYING;
        };
    }

    /** The name as people read it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
