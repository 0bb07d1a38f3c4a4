package dev.sluice.delivery.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.delivery.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final Answered MADE = new Answered(201, "{}", false);

    private final ManualClock clock = new ManualClock();
    private final MemoryAnswers answers = new MemoryAnswers();
    private final AtomicInteger calls = new AtomicInteger();
    private final Idempotency idempotency = new Idempotency(answers, clock, clock::advance);

    private Answered answer(int status) {
        calls.incrementAndGet();
        return new Answered(status, "{}", false);
    }

    @Test
    void aRepetitionWaitsForTheFirstOneAndGetsItsAnswer() {
        answers.begin("k", clock.instant(), clock.instant().plusSeconds(5));
        Idempotency waiting = new Idempotency(answers, clock, time -> {
            clock.advance(time);
            answers.finish("k", MADE, clock.instant().plusSeconds(60));
        });
        assertThat(waiting.once("k", () -> answer(201))).contains(MADE);
        assertThat(calls).hasValue(0);
    }

    @Test
    void aFirstOneThatNeverEndsIsFollowedByTheRepetitionAfterItsLock() {
        answers.begin("k", clock.instant(), clock.instant().plusSeconds(5));
        assertThat(idempotency.once("k", () -> answer(201))).contains(MADE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aRepetitionThatIsOvertakenAgainAndAgainGivesUp() {
        Idempotency overtaken = new Idempotency(
                new IdempotencyStore() {
                    @Override
                    public Begun begin(String key, Instant now, Instant until) {
                        return new Begun(false, Optional.empty());
                    }

                    @Override
                    public void finish(String key, Answered answer, Instant end) {}

                    @Override
                    public void abandon(String key) {}
                },
                clock,
                clock::advance);
        assertThat(overtaken.once("k", () -> answer(201))).isEmpty();
    }

    @Test
    void anAnswerThatAsksToTryAgainIsNotKept() {
        for (int status : new int[] {429, 500, 503}) {
            idempotency.once("k", () -> answer(status));
        }
        assertThat(calls).hasValue(3);
        idempotency.once("k", () -> answer(409));
        idempotency.once("k", () -> answer(409));
        assertThat(calls).hasValue(4);
    }

    @Test
    void aRequestThatFailedMayBeRepeatedAtOnce() {
        assertThatThrownBy(() -> idempotency.once("k", () -> {
                    throw new IllegalStateException("the table is gone");
                }))
                .hasMessage("the table is gone");
        assertThat(idempotency.once("k", () -> answer(201))).contains(MADE);
    }

    @Test
    void anAnswerIsKeptForTwelveHours() {
        idempotency.once("k", () -> answer(201));
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        idempotency.once("k", () -> answer(201));
        assertThat(calls).hasValue(1);
        clock.advance(Duration.ofSeconds(1));
        idempotency.once("k", () -> answer(201));
        assertThat(calls).hasValue(2);
    }

    @Test
    void keysOfDifferentPartsNeverBecomeOne() {
        assertThat(Idempotency.key("a", "bc", "d")).isNotEqualTo(Idempotency.key("ab", "c", "d"));
    }
}
