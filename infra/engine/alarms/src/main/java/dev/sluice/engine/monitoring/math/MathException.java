package dev.sluice.engine.monitoring.math;

/** An expression that cannot be evaluated, and why. */
public final class MathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MathException(String message) {
        super(message);
    }
}
