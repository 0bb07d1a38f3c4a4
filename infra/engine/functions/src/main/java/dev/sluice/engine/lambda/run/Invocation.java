package dev.sluice.engine.lambda.run;

import dev.sluice.engine.lambda.function.FunctionRef;

/**
 * One call of a function.
 *
 * @param invoked the function as the caller named it
 * @param payload JSON
 * @param trace the X-Ray trace header of the call; empty if there is none
 */
public record Invocation(String requestId, FunctionRef invoked, byte[] payload, String trace) {}
