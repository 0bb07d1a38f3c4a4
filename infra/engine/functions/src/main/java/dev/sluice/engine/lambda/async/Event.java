package dev.sluice.engine.lambda.async;

import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.run.Invocation;
import java.time.Instant;

/**
 * An asynchronous invocation that is on disk.
 *
 * @param trace the X-Ray trace header of the call; empty if there is none
 * @param attempts how often the function has failed on it
 * @param throttles how often there was no instance for it since the last attempt
 */
record Event(
        long id,
        FunctionRef ref,
        String requestId,
        byte[] payload,
        String trace,
        Instant accepted,
        int attempts,
        int throttles) {

    Invocation invocation() {
        return new Invocation(requestId, ref, payload, trace);
    }
}
