package dev.sluice.engine.events.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long and how often a delivery is tried. EventBridge says "exponential back off and jitter" and publishes no schedule;
 * here the n-th retry comes after a random part of 2<sup>n-1</sup> seconds, of ten minutes at most.
 *
 * @param retries attempts after the first
 * @param age how old an event may become before it is abandoned
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">Retry policy</a>
 */
public record RetryPolicy(int retries, Duration age) {

    private static final Duration BASE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 20;

    static RetryPolicy of(JsonNode target) {
        JsonNode policy = target.path("RetryPolicy");
        return new RetryPolicy(
                policy.path("MaximumRetryAttempts").asInt(Limits.RETRY_ATTEMPTS),
                Duration.ofSeconds(policy.path("MaximumEventAgeInSeconds").asInt(Limits.EVENT_AGE_SECONDS)));
    }

    /** Which limit forbids another attempt, by AWS's name, if one does. */
    public Optional<String> exhausted(int attempts, Instant ingested, Instant now) {
        if (attempts > retries) {
            return Optional.of("MaximumRetryAttempts");
        }
        return now.isBefore(ingested.plus(age)) ? Optional.empty() : Optional.of("MaximumEventAgeInSeconds");
    }

    /**
     * When to try again, at the latest when the event reaches its maximum age and is abandoned.
     *
     * @param attempts made so far, at least one
     */
    public Instant next(int attempts, Instant ingested, Instant now, Optional<Duration> asked, Ids ids) {
        Duration doubled = BASE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        Duration most = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        double part = (ids.uuid().getLeastSignificantBits() >>> 11 & 0xFFFFFFFFFFFFL) / (double) (1L << 48);
        Duration wait = Duration.ofMillis(Math.max(1, Math.round(most.toMillis() * part)));
        Duration longer = asked.filter(other -> other.compareTo(wait) > 0).orElse(wait);
        Instant next = now.plus(longer);
        Instant last = ingested.plus(age);
        return next.isBefore(last) ? next : last;
    }
}
