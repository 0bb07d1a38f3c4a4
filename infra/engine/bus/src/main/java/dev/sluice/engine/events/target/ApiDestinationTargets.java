package dev.sluice.engine.events.target;

import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.destinations.Attempt;
import dev.sluice.engine.destinations.Call;
import dev.sluice.engine.destinations.Destinations;
import java.time.Duration;

/** The API destinations that rules call. */
public final class ApiDestinationTargets implements HttpTargets {

    private final Destinations destinations;

    public ApiDestinationTargets(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public Duration reserve(String destinationArn) {
        return destinations.reserve(destinationArn);
    }

    @Override
    public Outcome send(Caller caller, String destinationArn, HttpCall call) {
        Attempt attempt = destinations.send(
                caller, destinationArn, new Call(call.body(), call.path(), call.headers(), call.query()));
        if (attempt instanceof Attempt.Retryable retryable) {
            return new Outcome.Retryable(retryable.code(), retryable.message(), retryable.retryAfter());
        }
        if (attempt instanceof Attempt.Refused refused) {
            return new Outcome.Refused(refused.code(), refused.message());
        }
        return Outcome.delivered();
    }
}
