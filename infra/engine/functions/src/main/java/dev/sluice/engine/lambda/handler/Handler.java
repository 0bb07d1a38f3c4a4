package dev.sluice.engine.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;

/** A function's handler, in one instance. */
@FunctionalInterface
public interface Handler {

    /** @throws Throwable whatever the function throws */
    byte[] handle(byte[] payload, Context context) throws Throwable;

    /** Called when the instance ends. */
    default void close() {}
}
