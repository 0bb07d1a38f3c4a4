package dev.sluice.bench.cold;

/** How a function starts. */
enum Mode {
    /** As without SnapStart: from the start of the JVM. */
    COLD("JVM start to answer"),
    /** From a snapshot of a function that was constructed. */
    SNAPSHOT("restored");

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
