package dev.sluice.delivery.send.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.send.Sender;
import dev.sluice.runtime.journal.Attempt.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public class RetryTest {

    private static final Instant NOW = ManualClock.START;
    private final Random random = new Random(5);

    @Test
    void theStandardScheduleMakesTenAttemptsWithin75Hours35Minutes() {
        RetrySchedule schedule = RetrySchedule.parse(Sender.STANDARD_SCHEDULE);
        assertThat(schedule.waits()).hasSize(9);
        assertThat(schedule.waits().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
        assertThat(schedule.after(9, random)).isPresent();
        assertThat(schedule.after(10, random)).isEmpty();
    }

    @Test
    void aWaitIsNeverShorterThanTheScheduleAndAtMostATenthOrTwoSecondsLonger() {
        RetrySchedule schedule = RetrySchedule.parse("PT0S,PT1S,PT5S,PT1M,PT24H");
        long[] most = {0, 2_000, 7_000, 66_000, 95_040_000};
        for (int made = 1; made <= 5; made++) {
            long least = schedule.waits().get(made - 1).toMillis();
            for (int i = 0; i < 1_000; i++) {
                assertThat(schedule.after(made, random).orElseThrow().toMillis())
                        .isBetween(least, most[made - 1]);
            }
        }
    }

    @Test
    void anEmptyScheduleMakesASingleAttempt() {
        assertThat(RetrySchedule.parse("").after(1, random)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5s", "PT5S,", "PT-1S", "P8D", "PT5S;PT1M"})
    void aScheduleThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> RetrySchedule.parse(text)).hasMessageContaining("retry schedule");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everyStatusOf2xxIsSuccess(int status) {
        assertThat(verdict(responded(status, null), 1).status()).isEqualTo(Status.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 401, 403, 404, 409, 422, 500, 501, 502, 503, 504})
    void everyOtherStatusBut410IsTriedAgain(int status) {
        assertThat(verdict(responded(status, null), 1).status()).isEqualTo(Status.RETRYING);
    }

    @Test
    void theLaterOfScheduleAndRetryAfterCounts() {
        assertThat(waited(responded(503, "60"))).isEqualTo(Duration.ofSeconds(60));
        assertThat(waited(responded(503, "99999"))).as("ten hours at most").isEqualTo(Duration.ofHours(10));
        assertThat(waited(responded(503, "-5"))).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(waited(responded(503, "1"))).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(waited(responded(503, "999999"))).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void whoIsOverloadedOrSilentGetsAMinuteAtLeast() {
        assertThat(waited(responded(429, null))).isEqualTo(Duration.ofSeconds(60));
        assertThat(waited(responded(429, "90"))).isEqualTo(Duration.ofSeconds(90));
        assertThat(waited(new Answer.Failed(Answer.Failure.TIMEOUT, "", 15_000)))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @EnumSource(Answer.Failure.class)
    void everyFailureIsTriedAgainButThoseThatWouldBeTheSame(Answer.Failure failure) {
        Verdict verdict = verdict(new Answer.Failed(failure, "words", 1), 1);
        boolean same = failure == Answer.Failure.FORBIDDEN_ADDRESS || failure == Answer.Failure.INVALID_REQUEST;
        assertThat(verdict.status()).isEqualTo(same ? Status.DEAD_LETTERED : Status.RETRYING);
        assertThat(verdict.error()).isEqualTo(failure + " words");
        assertThat(verdict.reason()).isEqualTo(same ? failure.name() : "");
    }

    private Duration waited(Answer answer) {
        return Duration.between(NOW, verdict(answer, 1).nextAt().orElseThrow());
    }

    private Verdict verdict(Answer answer, int made) {
        return Verdict.of(answer, made, RetrySchedule.parse("PT5S"), NOW, random);
    }

    private static Answer responded(int status, String retryAfter) {
        return new Answer.Responded(status, Optional.ofNullable(retryAfter), "", 3);
    }
}
