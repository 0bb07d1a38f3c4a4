package dev.sluice.engine.events.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code rate(5 minutes)}: one of something in the singular, more in the plural, and nothing else. */
record Rate(Duration period) implements Schedule {

    private static final Pattern EXPRESSION =
            Pattern.compile("rate\\((1 (minute|hour|day)|(0*(?:[2-9]|[1-9][0-9]{1,8})) (minute|hour|day)s)\\)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("minute", ChronoUnit.MINUTES, "hour", ChronoUnit.HOURS, "day", ChronoUnit.DAYS);

    static Optional<Rate> parse(String expression) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean one = matcher.group(2) != null;
        long number = one ? 1 : Long.parseLong(matcher.group(3));
        ChronoUnit unit = UNITS.getOrDefault(matcher.group(one ? 2 : 4), ChronoUnit.DAYS);
        return Optional.of(new Rate(unit.getDuration().multipliedBy(number)));
    }

    @Override
    public Optional<Instant> next(Instant last, Instant now) {
        long passed = Math.max(0, Duration.between(last, now).dividedBy(period));
        return Optional.of(last.plus(period.multipliedBy(passed + 1)));
    }
}
