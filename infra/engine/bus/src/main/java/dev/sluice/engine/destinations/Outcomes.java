package dev.sluice.engine.destinations;

import dev.sluice.engine.destinations.http.CallFailedException;
import dev.sluice.engine.destinations.http.Received;
import dev.sluice.network.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a response, or its absence, means.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">Retry on API destinations</a>
 */
final class Outcomes {

    private static final String PREFIX = "Unable to invoke ApiDestination endpoint: ";
    /** No event lives longer. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

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
        Optional<RetryAfter> retryAfter = RetryAfter.parse(received.retryAfter(), now);
        if (!retried) {
            return new Attempt.Refused("ERROR_FROM_TARGET", message);
        }
        if (retryAfter.filter(RetryAfter::never).isPresent()) {
            return new Attempt.Refused("ERROR_FROM_TARGET", message + " Its Retry-After asks for no other attempt.");
        }
        return new Attempt.Retryable(
                status == 429 ? "THROTTLING" : "ERROR_FROM_TARGET",
                message,
                retryAfter.map(wanted -> wanted.within(LONGEST_WAIT)));
    }

    /** Whether an OAuth token has to be fetched again. */
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
