package dev.sluice.engine.events.attempt;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.target.Outcome;

/**
 * What an error of a target's service means for the delivery: a missing permission or target is not retried, nor is what the
 * service refuses as wrong; throttling and the service's own errors are.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Error codes of dead letters</a>
 */
public final class Failures {

    private Failures() {}

    static Outcome of(RuntimeException failure) {
        return failure instanceof AwsException aws
                ? of(aws)
                : Outcome.retryable("INTERNAL_ERROR", String.valueOf(failure.getMessage()));
    }

    private static Outcome of(AwsException failure) {
        String code = failure.code();
        if (code.startsWith("AccessDenied")) {
            return Outcome.refused("NO_PERMISSIONS", failure.message());
        }
        if (code.contains("NotFound")
                || code.contains("DoesNotExist")
                || code.contains("NonExistent")
                || code.equals("UnknownOperationException")) {
            return Outcome.refused("NO_RESOURCE", failure.message());
        }
        if (code.contains("Throttl") || code.contains("TooManyRequests") || code.contains("LimitExceeded")) {
            return Outcome.retryable("THROTTLING", failure.message());
        }
        return failure.status() >= 500
                ? Outcome.retryable("ERROR_FROM_TARGET", failure.message())
                : Outcome.refused("INVALID_PARAMETER", failure.message());
    }
}
