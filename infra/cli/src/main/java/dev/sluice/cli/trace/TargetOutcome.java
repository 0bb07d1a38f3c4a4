package dev.sluice.cli.trace;

/** The state of one event at one target. */
public enum TargetOutcome {
    /** The target received it. */
    DELIVERED,
    /** Not delivered yet; it will be tried, or tried again. */
    RETRYING,
    /** Abandoned; it is in a dead-letter queue with the reason. */
    DEAD_LETTERED,
    /** Deliberately not sent; the journal has the reason. */
    SKIPPED;

    /** Reads the status that the sender writes. */
    static TargetOutcome of(String status) {
        return switch (status) {
            case "delivered" -> DELIVERED;
            case "dead-lettered" -> DEAD_LETTERED;
            case "skipped" -> SKIPPED;
            default -> RETRYING;
        };
    }

    /** The name as it is shown, such as {@code dead-lettered}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
