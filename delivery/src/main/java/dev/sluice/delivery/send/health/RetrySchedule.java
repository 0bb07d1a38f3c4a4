package dev.sluice.delivery.send.health;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after each failed attempt. A wait is never shorter than the schedule says: up to a tenth is added, or up to
 * two seconds where that is more, but never more than the wait itself.
 *
 * @param waits the first is the wait after the first attempt; one more attempt is made than there are waits
 */
public record RetrySchedule(List<Duration> waits) {

    static final int MOST = 100;
    static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration SHORT_JITTER = Duration.ofSeconds(2);

    public RetrySchedule {
        waits = List.copyOf(waits);
    }

    /**
     * @param text ISO 8601 durations, comma separated; empty for a single attempt
     * @throws IllegalArgumentException if one is none, or is out of range
     */
    public static RetrySchedule parse(String text) {
        List<Duration> waits = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            waits.add(wait(part.strip()));
        }
        if (waits.size() > MOST) {
            throw new IllegalArgumentException("the retry schedule has more than " + MOST + " waits");
        }
        return new RetrySchedule(waits);
    }

    private static Duration wait(String text) {
        try {
            Duration wait = Duration.parse(text);
            if (!wait.isNegative() && wait.compareTo(LONGEST) <= 0) {
                return wait;
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "the retry schedule has " + text + " where a duration such as PT5M should be, of at most " + LONGEST);
    }

    /** How many attempts are made at most. */
    public int attempts() {
        return waits.size() + 1;
    }

    /**
     * The wait after a failed attempt, jitter included.
     *
     * @param made how many attempts have been made, at least one
     * @return empty if that was the last
     */
    Optional<Duration> after(int made, RandomGenerator random) {
        if (made > waits.size()) {
            return Optional.empty();
        }
        Duration wait = waits.get(made - 1);
        long millis = wait.toMillis();
        long jitter = Math.min(millis, Math.max(millis / 10, SHORT_JITTER.toMillis()));
        return Optional.of(wait.plusMillis(jitter == 0 ? 0 : random.nextLong(jitter + 1)));
    }
}
