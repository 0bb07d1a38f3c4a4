package dev.sluice.bench.cold;

/** How a function starts. */
enum Mode {
    /** As without SnapStart: from the start of the JVM. */
    COLD("JVM start to answer"),
    /** From a snapshot of a function that was only constructed. */
    SNAPSHOT("restored, not primed"),
    /** From a snapshot after its priming. */
    PRIMED("restored, primed");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean snapStart() {
        return this != COLD;
    }
}
