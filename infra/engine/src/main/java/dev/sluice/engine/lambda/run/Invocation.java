package dev.sluice.engine.lambda.run;

import dev.sluice.engine.lambda.function.FunctionRef;

/**
 * One call of a function.
 *
 * @param invoked the function as the caller named it
 * @param payload JSON
 */
public record Invocation(String requestId, FunctionRef invoked, byte[] payload) {}
