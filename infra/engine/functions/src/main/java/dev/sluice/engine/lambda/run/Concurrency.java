package dev.sluice.engine.lambda.run;

import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.LambdaLimits;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what runs, by function. Reserved concurrency is a function's own; the others share what is left. An instance that
 * timed out and does not react to its interrupt stays counted in the account, so that threads cannot grow without end.
 * Thread-safe.
 */
final class Concurrency {

    private final Map<String, Integer> running = new HashMap<>();
    private int shared;
    private int all;

    /**
     * Takes a place; the caller MUST give it back.
     *
     * @param reservedByAll the sum of all reservations
     * @return how many instances of the function run now
     * @throws dev.sluice.engine.aws.AwsException TooManyRequestsException if there is none
     */
    synchronized int take(LambdaFunction function, int reservedByAll) {
        int now = running.getOrDefault(function.id(), 0);
        if (function.reserved() >= 0) {
            if (now >= function.reserved()) {
                throw LambdaErrors.throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
            }
        } else if (shared >= LambdaLimits.CONCURRENCY - reservedByAll) {
            throw LambdaErrors.throttled("ConcurrentInvocationLimitExceeded");
        }
        if (all >= LambdaLimits.CONCURRENCY) {
            throw LambdaErrors.throttled("ConcurrentInvocationLimitExceeded");
        }
        running.put(function.id(), now + 1);
        shared += function.reserved() >= 0 ? 0 : 1;
        all++;
        return now + 1;
    }

    /** @param abandoned whether the instance's thread still runs */
    synchronized void giveBack(LambdaFunction function, boolean abandoned) {
        running.merge(function.id(), -1, (a, b) -> a + b == 0 ? null : a + b);
        shared -= function.reserved() >= 0 ? 0 : 1;
        all -= abandoned ? 0 : 1;
    }

    /** An abandoned thread has come to its end. */
    synchronized void ended() {
        all--;
    }

    synchronized int running() {
        return all;
    }
}
