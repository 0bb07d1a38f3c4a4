package dev.sluice.engine.destinations.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Retry-After: seconds or an HTTP date. EventBridge takes a negative number as the wish not to be called again.
 *
 * @param never whether the receiver wants no other attempt
 * @param delay how long it wants to be left alone; at most a day, since no event lives longer
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">API destinations</a>
 */
public record RetryAfter(boolean never, Optional<Duration> delay) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern TOO_MANY = Pattern.compile("\\d{10,}");
    private static final Pattern NEGATIVE = Pattern.compile("-\\d+");

    /** Reads the field's value; what is neither form is ignored. */
    public static RetryAfter of(String value, Instant now) {
        String text = value.strip();
        if (NEGATIVE.matcher(text).matches() && !text.matches("-0+")) {
            return new RetryAfter(true, Optional.empty());
        }
        if (SECONDS.matcher(text).matches()) {
            return waiting(Duration.ofSeconds(Long.parseLong(text)));
        }
        if (TOO_MANY.matcher(text).matches()) {
            return waiting(LONGEST);
        }
        try {
            Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return waiting(at.isBefore(now) ? Duration.ZERO : Duration.between(now, at));
        } catch (DateTimeException e) {
            return new RetryAfter(false, Optional.empty());
        }
    }

    private static RetryAfter waiting(Duration wait) {
        return new RetryAfter(false, Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }
}
