package dev.sluice.delivery.send.health;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Attempt.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an attempt says about its endpoint that is worth a write: it began to fail, it works again, or it is to be disabled,
 * because the receiver answered 410 or because nothing has succeeded for five days. Most attempts say nothing.
 *
 * @param endpoint as it stood when the attempt was made
 * @param at when it was made
 */
public record Health(Endpoint endpoint, Kind kind, Instant at) {

    static final Duration PATIENCE = Duration.ofDays(5);

    public enum Kind {
        FAILING,
        RECOVERED,
        GONE,
        HOPELESS
    }

    /** @param sustained whether the event has failed often enough to say that the endpoint is failing */
    public static Optional<Health> after(Endpoint endpoint, Attempt attempt, boolean sustained) {
        return kind(endpoint, attempt, sustained).map(kind -> new Health(endpoint, kind, attempt.startedAt()));
    }

    private static Optional<Kind> kind(Endpoint endpoint, Attempt attempt, boolean sustained) {
        if (attempt.status() == Status.DELIVERED) {
            return endpoint.failingSince().map(since -> Kind.RECOVERED);
        } else if (attempt.reason().equals(Verdict.GONE)) {
            return Optional.of(Kind.GONE);
        } else if (attempt.status() == Status.SKIPPED) {
            return Optional.empty();
        } else if (endpoint.failingSince().isPresent()) {
            boolean hopeless = !endpoint.failingSince().get().plus(PATIENCE).isAfter(attempt.startedAt());
            return hopeless ? Optional.of(Kind.HOPELESS) : Optional.empty();
        }
        return sustained ? Optional.of(Kind.FAILING) : Optional.empty();
    }

    /** The endpoint's next revision; empty if it leads elsewhere by now, is disabled, or the matter is settled. */
    public Optional<Endpoint> apply(Endpoint current) {
        if (!current.enabled() || !current.url().equals(endpoint.url())) {
            return Optional.empty();
        }
        Optional<Instant> since = current.failingSince();
        return switch (kind) {
            case GONE -> Optional.of(disabled(current, "the receiver answered 410 Gone"));
            case HOPELESS -> since.map(time -> disabled(current, "no delivery has succeeded since " + time));
            case FAILING -> since.isPresent() ? Optional.empty() : Optional.of(noted(current, Optional.of(at)));
            case RECOVERED -> since.map(time -> noted(current, Optional.empty()));
        };
    }

    private Endpoint disabled(Endpoint current, String reason) {
        return current.disabled(Optional.of(reason)).changed(at);
    }

    private static Endpoint noted(Endpoint current, Optional<Instant> failingSince) {
        return current.failingSince(failingSince).changed(current.updatedAt());
    }
}
