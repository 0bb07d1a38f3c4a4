package dev.sluice.engine.events.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Schedule
 *     expressions</a>
 */
class ScheduleTest {

    private static Schedule schedule(String expression) {
        return Schedule.parse(expression).orElseThrow(() -> new AssertionError(expression + " is refused"));
    }

    private static List<String> times(String expression, String from, int count) {
        Schedule schedule = schedule(expression);
        List<String> found = new ArrayList<>();
        Optional<Instant> at = Optional.of(Instant.parse(from));
        while (found.size() < count && at.isPresent()) {
            at = schedule.next(at.get(), at.get());
            at.ifPresent(time -> found.add(time.toString()));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate(1 minute)               | 2026-01-01T00:01:30Z 2026-01-01T00:02:30Z
            rate(5 minutes)              | 2026-01-01T00:05:30Z 2026-01-01T00:10:30Z
            rate(1 hour)                 | 2026-01-01T01:00:30Z 2026-01-01T02:00:30Z
            rate(7 days)                 | 2026-01-08T00:00:30Z 2026-01-15T00:00:30Z
            cron(0 10 * * ? *)           | 2026-01-01T10:00:00Z 2026-01-02T10:00:00Z
            cron(15 12 * * ? *)          | 2026-01-01T12:15:00Z 2026-01-02T12:15:00Z
            cron(0 18 ? * MON-FRI *)     | 2026-01-01T18:00:00Z 2026-01-02T18:00:00Z 2026-01-05T18:00:00Z
            cron(0 8 1 * ? *)            | 2026-01-01T08:00:00Z 2026-02-01T08:00:00Z
            cron(0/15 * * * ? *)         | 2026-01-01T00:15:00Z 2026-01-01T00:30:00Z
            cron(0/5 8-17 ? * MON-FRI *) | 2026-01-01T08:00:00Z 2026-01-01T08:05:00Z
            cron(5,35 14 * * ? *)        | 2026-01-01T14:05:00Z 2026-01-01T14:35:00Z
            cron(15 10 ? * 6L 2026)      | 2026-01-30T10:15:00Z 2026-02-27T10:15:00Z
            cron(0 2 ? * SAT#3 *)        | 2026-01-17T02:00:00Z 2026-02-21T02:00:00Z
            cron(0 2 ? * 7#3 *)          | 2026-01-17T02:00:00Z 2026-02-21T02:00:00Z
            cron(0 12 ? * 1 *)           | 2026-01-04T12:00:00Z 2026-01-11T12:00:00Z
            cron(0 12 ? * SUN *)         | 2026-01-04T12:00:00Z 2026-01-11T12:00:00Z
            cron(0 0 L * ? *)            | 2026-01-31T00:00:00Z 2026-02-28T00:00:00Z
            cron(0 0 LW * ? *)           | 2026-01-30T00:00:00Z 2026-02-27T00:00:00Z
            cron(0 0 15W * ? *)          | 2026-01-15T00:00:00Z 2026-02-16T00:00:00Z
            cron(0 0 29 2 ? *)           | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z
            cron(0 0 1 JAN,jul ? 2026-2027) | 2026-07-01T00:00:00Z 2027-01-01T00:00:00Z 2027-07-01T00:00:00Z
            """)
    void fires(String expression, String expected) {
        List<String> times = List.of(expected.split(" "));
        assertThat(times(expression, "2026-01-01T00:00:30Z", times.size())).isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0/5 5 ? JAN 1-5 2022)", "cron(15 10 ? * 6L 2002-2005)", "cron(0 0 31 2 ? *)"})
    void whatNeverComesIsNoTime(String expression) {
        assertThat(times(expression, "2026-01-01T00:00:00Z", 1)).isEmpty();
    }

    @Test
    void aRateCountsFromItsBeginningHoweverLateItIs() {
        Instant began = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(schedule("rate(10 minutes)").next(began, began.plusSeconds(3_599)))
                .hasValue(Instant.parse("2026-01-01T01:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(10 seconds)",
                "rate(10 years)",
                "rate(1 minutes)",
                "rate(1 hours)",
                "rate(1 days)",
                "rate(10 minute)",
                "rate(10 hour)",
                "rate(10 day)",
                "rate()",
                "rate(10)",
                "rate(10 minutess)",
                "rate(foo minutes)",
                "rate(0 minutes)",
                "rate(-10 minutes)",
                "rate(10 MINUTES)",
                "rate( 10 minutes )",
                " rate(10 minutes)",
                "rate(99999999999 days)",
                "cron(0 1 * * * *)",
                "cron(0 1 ? * ? *)",
                "cron(7 20 * * NOT *)",
                "cron(INVALID)",
                "cron(0 dummy ? * MON-FRI *)",
                "cron(71 8 1 * ? *)",
                "cron(0 24 1 * ? *)",
                "cron(0 8 32 * ? *)",
                "cron(0 8 1 13 ? *)",
                "cron(0 8 ? * 8 *)",
                "cron(0 8 ? * 0 *)",
                "cron(0 8 1 * ? 1969)",
                "cron(0 8 1 * ? 2200)",
                "cron(0 8 1 * ?)",
                "cron(0 8 1 * ? * *)",
                "cron()",
                "at(2026-01-01T00:00:00)",
                ""
            })
    void refused(String expression) {
        assertThat(Schedule.parse(expression)).isEmpty();
    }
}
