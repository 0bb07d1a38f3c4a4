package dev.sluice.delivery.send.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class GateTest {

    private static final Answer QUICK = new Answer.Responded(204, Optional.empty(), "", 5);
    private static final Answer ERROR = new Answer.Responded(500, Optional.empty(), "", 5);
    private static final Answer BUSY = new Answer.Responded(429, Optional.empty(), "", 5);
    private static final Answer SILENT = new Answer.Failed(Answer.Failure.CONNECTION_REFUSED, "", 5);

    private final ManualClock clock = new ManualClock();
    private final Gate gate = new Gate();
    private final List<Integer> begun = new ArrayList<>();

    @Test
    void fiveAreInFlightAndTheOthersWaitTheirTurn() {
        enter(8);
        assertThat(begun).containsExactly(0, 1, 2, 3, 4);
        gate.left(ERROR, clock.instant());
        assertThat(begun).contains(5).hasSize(6);
    }

    @Test
    void quickAnswersWidenTheGateToFiftyAndNoFurther() {
        for (int i = 0; i < 3_000; i++) {
            enter(1);
            gate.left(QUICK, clock.instant());
        }
        assertThat(gate.limit()).isEqualTo(50);
    }

    @Test
    void anOverloadedReceiverHalvesItDownToOne() {
        for (int expected : new int[] {2, 1, 1, 1}) {
            enter(1);
            gate.left(BUSY, clock.instant());
            assertThat(gate.limit()).isEqualTo(expected);
        }
    }

    @Test
    void aSlowReceiverLeavesTheLaneOfFirstAttemptsForAMinute() {
        enter(1);
        gate.left(new Answer.Responded(204, Optional.empty(), "", 2_000), clock.instant());
        assertThat(gate.comeBack(false, clock.instant())).contains(clock.instant());
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
        clock.advance(Duration.ofSeconds(60));
        assertThat(gate.comeBack(false, clock.instant())).isEmpty();
    }

    @Test
    void aReceiverThatDoesNotAnswerIsLeftAloneForThirtySecondsAndThenProbedOnce() {
        answer(10, SILENT);
        assertThat(gate.comeBack(true, clock.instant()))
                .contains(clock.instant().plusSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
        assertThat(gate.comeBack(true, clock.instant())).isPresent();
        answer(1, SILENT);
        assertThat(gate.comeBack(true, clock.instant())).isPresent();
        clock.advance(Duration.ofSeconds(30));
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
        answer(1, QUICK);
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
    }

    @Test
    void nineFailuresOrTooManyAnswersDoNotOpenTheBreaker() {
        answer(9, SILENT);
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
        answer(5, ERROR);
        answer(1, SILENT);
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
    }

    @Test
    void failuresAreForgottenAfterFiveMinutes() {
        answer(9, SILENT);
        clock.advance(Breaker.WINDOW);
        answer(9, SILENT);
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
    }

    @Test
    void aProbeThatNeverEndsIsFollowedByAnother() {
        answer(10, SILENT);
        clock.advance(Duration.ofSeconds(30));
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(gate.comeBack(true, clock.instant())).isEmpty();
    }

    private void answer(int times, Answer answer) {
        for (int i = 0; i < times; i++) {
            enter(1);
            gate.left(answer, clock.instant());
        }
    }

    private void enter(int tasks) {
        for (int i = 0; i < tasks; i++) {
            int number = i;
            gate.enter(new Gate.Task() {
                @Override
                public boolean begin() {
                    return true;
                }

                @Override
                public void run() {
                    begun.add(number);
                }
            });
        }
    }
}
