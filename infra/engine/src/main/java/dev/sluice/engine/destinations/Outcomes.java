package dev.sluice.engine.destinations;

import dev.sluice.engine.destinations.http.CallFailedException;
import dev.sluice.engine.destinations.http.Received;
import dev.sluice.engine.destinations.http.RetryAfter;
import java.time.Instant;
import java.util.Set;

/**
 * What a response, or its absence, means.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">Retry on API destinations</a>
 */
final class Outcomes {

    private static final String PREFIX = "Unable to invoke ApiDestination endpoint: ";
    private static final Set<Integer> RETRIED = Set.of(401, 407, 409, 429);

    private Outcomes() {}

    static Attempt of(Received received, Instant now) {
        int status = received.status();
        if (status >= 200 && status <= 299) {
            return new Attempt.Delivered(status);
        }
        String message = PREFIX + "API destination returned HTTP status code " + status + ".";
        if (isUnauthorized(received)) {
            message =
                    PREFIX + "The request failed because the credentials included for the connection are not authorized"
                            + " for the API destination. HTTP status code " + status + ".";
        }
        boolean retried = RETRIED.contains(status) || (status >= 500 && status <= 599);
        RetryAfter retryAfter = RetryAfter.of(received.retryAfter(), now);
        if (!retried) {
            return new Attempt.Refused("ERROR_FROM_TARGET", message);
        }
        if (retryAfter.never()) {
            return new Attempt.Refused("ERROR_FROM_TARGET", message + " Its Retry-After asks for no other attempt.");
        }
        return new Attempt.Retryable(status == 429 ? "THROTTLING" : "ERROR_FROM_TARGET", message, retryAfter.delay());
    }

    /** Whether an OAuth token has to be fetched anew. */
    static boolean isUnauthorized(Received received) {
        return received.status() == 401 || received.status() == 407;
    }

    static Attempt of(CallFailedException failure) {
        return switch (failure.kind()) {
            case TIMEOUT ->
                Attempt.Retryable.of(
                        "TIMEOUT", PREFIX + "Timeout calling endpoint for API Destination: " + failure.message() + ".");
            case ADDRESS -> new Attempt.Refused("SDK_CLIENT_ERROR", unreachable(failure));
            case CONNECTION -> Attempt.Retryable.of("CONNECTION_FAILURE", unreachable(failure));
        };
    }

    private static String unreachable(CallFailedException failure) {
        return PREFIX + "API destination endpoint cannot be reached. " + failure.message();
    }
}
