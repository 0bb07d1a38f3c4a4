package dev.sluice.engine.events.schedule;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code cron(minutes hours day-of-month month day-of-week year)}, where exactly one of the two days is {@code ?}. */
record Cron(ExecutionTime times) implements Schedule {

    private static final Pattern EXPRESSION = Pattern.compile("cron\\(((?:\\S+ +){5}\\S+)\\)");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    private static final CronDefinition AWS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .withStrictRange()
            .and()
            .withYear()
            .withValidRange(FIRST_YEAR, LAST_YEAR)
            .withStrictRange()
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    static Optional<Cron> parse(String expression) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cron(ExecutionTime.forCron(new CronParser(AWS).parse(matcher.group(1)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> next(Instant last, Instant now) {
        return times.nextExecution(now.atZone(ZoneOffset.UTC))
                .filter(next -> next.getYear() <= LAST_YEAR)
                .map(ZonedDateTime::toInstant);
    }
}
