package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.send.health.Health;
import dev.sluice.delivery.send.health.RetrySchedule;
import dev.sluice.delivery.send.health.Verdict;
import dev.sluice.runtime.journal.Attempt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Turns what happened to a delivery into what is recorded and what follows. */
record Judge(RetrySchedule schedule, InstantSource clock, RandomGenerator random) {

    /** An endpoint is failing from its third failed attempt at one event; a blip writes nothing. */
    private static final int SUSTAINED = 3;

    private static final String SKIPPED = "SKIPPED";

    /** An attempt has its answer. */
    Outcome ended(Call.Ended ended) {
        Pending pending = ended.pending();
        int made = pending.delivery().attempt() - pending.delivery().first() + 1;
        Verdict verdict = Verdict.of(ended.answer(), made, schedule, ended.endedAt(), random);
        Optional<Integer> status = ended.answer() instanceof Answer.Responded responded
                ? Optional.of(responded.status())
                : Optional.empty();
        Attempt attempt = new Attempt(
                pending.key(),
                verdict.status(),
                verdict.reason(),
                ended.target().endpoint().url(),
                status,
                verdict.error(),
                ended.startedAt().truncatedTo(ChronoUnit.MILLIS),
                ended.answer().tookMs(),
                verdict.nextAt(),
                ended.answer() instanceof Answer.Responded responded ? responded.body() : "",
                pending.trigger(),
                Wires.of(ended));
        return Outcome.following(
                pending,
                attempt,
                false,
                Health.after(ended.target().endpoint(), attempt, made >= Math.min(SUSTAINED, schedule.attempts())),
                clock.instant());
    }

    /** The attempt was made before, and what followed may have been lost. */
    Outcome recorded(Pending pending, Attempt attempt, Optional<Endpoint> endpoint) {
        return Outcome.following(
                pending,
                attempt,
                true,
                endpoint.flatMap(current -> Health.after(current, attempt, false)),
                clock.instant());
    }

    /** Nobody wants it any more. */
    Outcome skipped(Pending pending, String url, String reason) {
        return none(pending, Attempt.Status.SKIPPED, SKIPPED, url, reason);
    }

    /** No request can be made of it, now or later. */
    Outcome unsendable(Pending pending, Endpoint endpoint, String problem) {
        return none(
                pending, Attempt.Status.DEAD_LETTERED, Answer.Failure.INVALID_REQUEST.name(), endpoint.url(), problem);
    }

    private Outcome none(Pending pending, Attempt.Status status, String reason, String url, String error) {
        Instant now = clock.instant();
        Attempt attempt = new Attempt(
                pending.key(),
                status,
                reason,
                url,
                Optional.empty(),
                error,
                now.truncatedTo(ChronoUnit.MILLIS),
                0,
                Optional.empty(),
                "",
                pending.trigger(),
                Attempt.Wire.NOTHING);
        return Outcome.following(pending, attempt, false, Optional.empty(), now);
    }
}
