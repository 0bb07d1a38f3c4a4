package dev.sluice.engine.poll.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Fault POISON = Fault.counted("FunctionError", "cannot");
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aBatchLeavesWhenItIsFullOrItsWindowEnds() {
        Lane lane =
                lane(new StreamSettings(3, Duration.ofSeconds(10), 1, OptionalInt.empty(), Optional.empty(), false));
        add(lane, 1, 2);
        assertThat(lane.next(now)).isEmpty();
        assertThat(lane.wakeAt()).contains(now.plusSeconds(10));
        add(lane, 3, 4);
        assertThat(ids(lane.next(now))).containsExactly("1", "2", "3");
        assertThat(lane.next(now)).as("one at a time").isEmpty();
        lane.ended(Outcome.done(), now);
        assertThat(lane.done()).isEqualTo("3");
        assertThat(lane.next(now)).isEmpty();
        now = now.plusSeconds(10);
        assertThat(ids(lane.next(now))).containsExactly("4");
    }

    @Test
    void aBatchIsNeverLargerThanSixMegabytes() {
        Lane lane = lane(settings(100, -1, false));
        for (int i = 0; i < 3; i++) {
            lane.add(new Polled("" + i, "" + i, "", now, Json.object(), 3 << 20), now);
        }
        assertThat(ids(lane.next(now))).containsExactly("0", "1");
    }

    @Test
    void aFailedBatchIsTriedAgainAfterAWaitAndBlocksWhatComesAfter() {
        Lane lane = lane(settings(2, -1, false));
        add(lane, 1, 2, 3);
        lane.next(now);
        lane.ended(Outcome.failed(POISON), now);
        assertThat(lane.done()).isEmpty();
        assertThat(lane.next(now)).isEmpty();
        now = lane.wakeAt().orElseThrow();
        assertThat(ids(lane.next(now))).containsExactly("1", "2");
    }

    @Test
    void afterItsRetriesABatchIsGivenUpAndOnlyThenThePositionMoves() {
        Lane lane = lane(settings(2, 2, false));
        add(lane, 1, 2);
        for (int attempt = 0; attempt < 3; attempt++) {
            now = lane.wakeAt().orElseThrow();
            assertThat(lane.next(now).orElseThrow().discard()).isEmpty();
            lane.ended(Outcome.failed(POISON), now);
        }
        Segment givenUp = lane.next(now).orElseThrow();
        assertThat(givenUp.discard()).contains(Condition.RETRY_ATTEMPTS_EXHAUSTED);
        assertThat(givenUp.attempts()).as("retries + 1").isEqualTo(3);
        lane.ended(Outcome.failed(Fault.counted("AWS.SimpleQueueService.NonExistentQueue", "gone")), now);
        assertThat(lane.done()).as("the dead letter did not arrive").isEmpty();
        now = lane.wakeAt().orElseThrow();
        assertThat(lane.next(now).orElseThrow().discard()).contains(Condition.RETRY_ATTEMPTS_EXHAUSTED);
        lane.ended(Outcome.done(), now);
        assertThat(lane.done()).isEqualTo("2");
    }

    @Test
    void internalFailuresUseUpNoRetries() {
        Lane lane = lane(settings(2, 0, true));
        add(lane, 1, 2);
        for (int attempt = 0; attempt < 20; attempt++) {
            now = lane.wakeAt().orElseThrow();
            Segment segment = lane.next(now).orElseThrow();
            assertThat(segment.discard()).isEmpty();
            assertThat(segment.items()).hasSize(2);
            lane.ended(Outcome.failed(Fault.internal("ThrottlingException", "slow down")), now);
        }
    }

    @Test
    void recordsThatAreTooOldAreGivenUpUntried() {
        Lane lane = lane(new StreamSettings(
                10, Duration.ZERO, 1, OptionalInt.empty(), Optional.of(Duration.ofSeconds(60)), false));
        add(lane, 1, 2);
        now = now.plusSeconds(61);
        add(lane, 3);
        Segment old = lane.next(now).orElseThrow();
        assertThat(old.discard()).contains(Condition.RECORD_AGE_EXCEEDED);
        assertThat(ids(Optional.of(old))).containsExactly("1", "2");
        lane.ended(Outcome.done(), now);
        Segment young = lane.next(now).orElseThrow();
        assertThat(young.discard()).isEmpty();
        assertThat(ids(Optional.of(young))).containsExactly("3");
    }

    @Test
    void aPartialFailureMovesThePositionToTheFirstFailedRecord() {
        Lane lane = lane(settings(5, -1, false));
        add(lane, 1, 2, 3, 4, 5);
        lane.next(now);
        lane.ended(new Outcome.Partial(Set.of("5", "3"), POISON), now);
        assertThat(lane.done()).isEqualTo("2");
        now = lane.wakeAt().orElseThrow();
        assertThat(ids(lane.next(now))).containsExactly("3", "4", "5");
    }

    @Test
    void aPartialFailureThatNamesNothingOfTheBatchFailsTheWholeBatch() {
        Lane lane = lane(settings(5, -1, false));
        add(lane, 1, 2);
        lane.next(now);
        lane.ended(new Outcome.Partial(Set.of("9"), POISON), now);
        assertThat(lane.done()).isEmpty();
    }

    @Test
    void bisectionFindsEveryPoisonedRecordAndKeepsTheOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            boolean partial = random.nextBoolean();
            Set<String> poisoned = new java.util.HashSet<>();
            IntStream.range(0, random.nextInt(4)).forEach(i -> poisoned.add("" + (1 + random.nextInt(30))));
            Lane lane = lane(settings(1 + random.nextInt(12), random.nextInt(3), true));
            for (int i = 1; i <= 30; i++) {
                add(lane, i);
            }
            List<String> done = new ArrayList<>();
            List<String> givenUp = new ArrayList<>();
            List<String> all = new ArrayList<>();
            while (!lane.isIdle()) {
                now = now.plusSeconds(60);
                Segment segment = lane.next(now).orElseThrow();
                List<String> ids = segment.items().stream().map(Polled::id).toList();
                List<String> bad = ids.stream().filter(poisoned::contains).toList();
                if (segment.discard().isPresent()) {
                    givenUp.addAll(ids);
                    all.addAll(ids);
                    lane.ended(Outcome.done(), now);
                } else if (bad.isEmpty()) {
                    done.addAll(ids);
                    all.addAll(ids);
                    lane.ended(Outcome.done(), now);
                } else if (partial) {
                    List<String> before = ids.subList(0, ids.indexOf(bad.get(0)));
                    done.addAll(before);
                    all.addAll(before);
                    lane.ended(new Outcome.Partial(Set.copyOf(bad), POISON), now);
                } else {
                    lane.ended(Outcome.failed(POISON), now);
                }
            }
            assertThat(givenUp).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(poisoned);
            assertThat(all)
                    .as("seed %s", seed)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 30)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(done).noneMatch(poisoned::contains);
            assertThat(lane.done()).isEqualTo("30");
        }
    }

    private static StreamSettings settings(int batch, int retries, boolean bisect) {
        return new StreamSettings(
                batch,
                Duration.ZERO,
                1,
                retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries),
                Optional.empty(),
                bisect);
    }

    private static Lane lane(StreamSettings settings) {
        return new Lane(settings, "");
    }

    private void add(Lane lane, int... numbers) {
        for (int number : numbers) {
            lane.add(new Polled("" + number, "" + number, "", now, Json.object(), 100), now);
        }
    }

    private static List<String> ids(Optional<Segment> segment) {
        return segment.orElseThrow().items().stream().map(Polled::id).toList();
    }
}
