package dev.sluice.delivery.send;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a {@code Retry-After} header: seconds, fractions of them (rounded up), or a date. What is none of these, or lies in the
 * past, is no hint. A hint longer than ten hours counts as ten hours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
 */
final class RetryAfter {

    static final Duration LONGEST = Duration.ofHours(10);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

    private RetryAfter() {}

    static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        Duration hint;
        if (SECONDS.matcher(text).matches()) {
            hint = Duration.ofSeconds(
                    new BigDecimal(text).setScale(0, RoundingMode.CEILING).longValueExact());
        } else {
            try {
                hint = Duration.between(
                        now,
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        if (hint.isNegative() || hint.isZero()) {
            return Optional.empty();
        }
        return Optional.of(hint.compareTo(LONGEST) > 0 ? LONGEST : hint);
    }
}
