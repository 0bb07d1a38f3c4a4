package dev.sluice.engine.logs.delivery;

/** A source, a destination or a delivery of an account. */
interface Owned {

    String account();

    /** Names it within its account. */
    String label();

    /** Names it in the engine. */
    default String place() {
        return account() + "/" + label();
    }
}
