package dev.sluice.network;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code Retry-After} header says: seconds, fractions of them (rounded up), or a date.
 *
 * @param delay from now; negative for a date in the past or a negative number
 * @param date whether it was a date, and not a number
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
 */
public record RetryAfter(Duration delay, boolean date) {

    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,1000}(\\.[0-9]{1,18})?");
    /** So that any number fits; whoever reads it has a smaller limit. */
    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds());

    /** Reads the header's value; empty if it is neither a number nor a date. */
    public static Optional<RetryAfter> parse(String header, Instant now) {
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text)
                    .setScale(0, RoundingMode.CEILING)
                    .min(LONGEST_SECONDS)
                    .max(LONGEST_SECONDS.negate());
            return Optional.of(new RetryAfter(Duration.ofSeconds(seconds.longValueExact()), false));
        }
        try {
            Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(new RetryAfter(Duration.between(now, at), true));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the receiver gave a negative number, which EventBridge takes as the wish not to be called again. */
    public boolean never() {
        return !date && delay.isNegative();
    }

    /** How long to wait: nothing for what is past, and never longer than {@code longest}. */
    public Duration within(Duration longest) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
