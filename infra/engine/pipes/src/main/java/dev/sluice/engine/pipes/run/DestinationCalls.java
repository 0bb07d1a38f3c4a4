package dev.sluice.engine.pipes.run;

import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.destinations.Attempt;
import dev.sluice.engine.destinations.Destinations;
import dev.sluice.engine.destinations.Enriched;
import dev.sluice.engine.pipes.target.HttpCalls;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The engine's API destinations, for pipes. */
public record DestinationCalls(Destinations destinations, Time time) implements HttpCalls {

    @Override
    public Reply call(Caller role, String destinationArn, Call call, boolean reading) {
        Duration wait = destinations.reserve(destinationArn);
        if (!wait.isZero()) {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            time.at(time.now().plus(wait), () -> turn.complete(null));
            turn.join();
        }
        var given =
                new dev.sluice.engine.destinations.Call(call.body(), call.pathValues(), call.headers(), call.query());
        if (!reading) {
            return new Reply(fault(destinations.send(role, destinationArn, given)), "");
        }
        Enriched enriched = destinations.enrich(role, destinationArn, given);
        return new Reply(fault(enriched.attempt()), enriched.body().orElse(""));
    }

    private static Optional<Fault> fault(Attempt attempt) {
        if (attempt instanceof Attempt.Retryable later) {
            return Optional.of(Fault.counted(later.code(), later.message()));
        }
        return attempt instanceof Attempt.Refused refused
                ? Optional.of(Fault.counted(refused.code(), refused.message()))
                : Optional.empty();
    }
}
