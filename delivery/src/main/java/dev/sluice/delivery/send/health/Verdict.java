package dev.sluice.delivery.send.health;

import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.http.Answer.Failed;
import dev.sluice.delivery.http.Answer.Failure;
import dev.sluice.delivery.http.Answer.Responded;
import dev.sluice.network.RetryAfter;
import dev.sluice.runtime.journal.Attempt.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What an answer means. 2xx is success and nothing else is; 410 ends the endpoint; a fault of ours that would be the same next
 * time is not tried again; everything else is tried again while the schedule has attempts left.
 *
 * @param nextAt when the next attempt is due, for {@link Status#RETRYING}
 * @param reason a code for the dead letter; empty if it is none
 * @param error what to tell about it; empty if it was delivered
 */
public record Verdict(Status status, Optional<Instant> nextAt, String reason, String error) {

    static final String GONE = "ENDPOINT_GONE";
    static final String EXHAUSTED = "ATTEMPTS_EXHAUSTED";

    private static final Set<Failure> FINAL = Set.of(Failure.FORBIDDEN_ADDRESS, Failure.INVALID_REQUEST);

    /** A receiver that wants to be left alone for longer is called after this. */
    private static final Duration LONGEST_HINT = Duration.ofHours(10);

    /** A receiver that is overloaded gets at least this long. */
    private static final Duration RELIEF = Duration.ofSeconds(60);

    /**
     * @param made how many attempts of the schedule have been made, this one included
     * @param now when the answer was there
     */
    public static Verdict of(Answer answer, int made, RetrySchedule schedule, Instant now, RandomGenerator random) {
        if (answer instanceof Responded responded) {
            if (responded.status() >= 200 && responded.status() < 300) {
                return new Verdict(Status.DELIVERED, Optional.empty(), "", "");
            } else if (responded.status() == 410) {
                return dead(GONE, "the endpoint is gone and was disabled");
            }
        } else if (answer instanceof Failed failed && FINAL.contains(failed.failure())) {
            return dead(failed.failure().name(), words(answer));
        }
        return schedule.after(made, random)
                .map(wait -> new Verdict(
                        Status.RETRYING,
                        Optional.of(now.plus(longest(wait, least(answer, now))).truncatedTo(ChronoUnit.MILLIS)),
                        "",
                        words(answer)))
                .orElseGet(() -> dead(EXHAUSTED, words(answer)));
    }

    private static Verdict dead(String reason, String error) {
        return new Verdict(Status.DEAD_LETTERED, Optional.empty(), reason, error);
    }

    private static Duration least(Answer answer, Instant now) {
        if (answer instanceof Responded responded) {
            Duration hint = responded
                    .retryAfter()
                    .flatMap(header -> RetryAfter.parse(header, now))
                    .map(wanted -> wanted.within(LONGEST_HINT))
                    .orElse(Duration.ZERO);
            return responded.status() == 429 ? longest(hint, RELIEF) : hint;
        }
        return answer instanceof Failed failed && failed.failure() == Failure.TIMEOUT ? RELIEF : Duration.ZERO;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String words(Answer answer) {
        if (answer instanceof Failed failed) {
            return failed.failure() + " " + failed.message();
        }
        int status = answer instanceof Responded responded ? responded.status() : 0;
        return status >= 300 && status < 400 ? "REDIRECT redirects are not followed" : "";
    }
}
