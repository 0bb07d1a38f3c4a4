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

class PartitionTest {

    private static final Fault POISON = Fault.counted("FunctionError", "cannot");
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aBatchLeavesWhenItIsFullOrItsWindowEnds() {
        Partition partition = partition(
                new StreamSettings(3, Duration.ofSeconds(10), 1, OptionalInt.empty(), Optional.empty(), false));
        add(partition, 1, 2);
        assertThat(partition.next(now)).isEmpty();
        assertThat(partition.wakeAt()).contains(now.plusSeconds(10));
        add(partition, 3, 4);
        assertThat(ids(partition.next(now))).containsExactly("1", "2", "3");
        assertThat(partition.next(now)).as("one at a time").isEmpty();
        partition.ended(Outcome.done(), now);
        assertThat(partition.done()).isEqualTo("3");
        assertThat(partition.next(now)).isEmpty();
        now = now.plusSeconds(10);
        assertThat(ids(partition.next(now))).containsExactly("4");
    }

    @Test
    void aBatchIsNeverLargerThanSixMegabytes() {
        Partition partition = partition(settings(100, -1, false));
        for (int i = 0; i < 3; i++) {
            partition.add(new Polled("" + i, "" + i, "", now, Json.object(), 3 << 20), now);
        }
        assertThat(ids(partition.next(now))).containsExactly("0", "1");
    }

    @Test
    void aFailedBatchIsTriedAgainAfterAWaitAndBlocksWhatComesAfter() {
        Partition partition = partition(settings(2, -1, false));
        add(partition, 1, 2, 3);
        partition.next(now);
        partition.ended(Outcome.failed(POISON), now);
        assertThat(partition.done()).isEmpty();
        assertThat(partition.next(now)).isEmpty();
        now = partition.wakeAt().orElseThrow();
        assertThat(ids(partition.next(now))).containsExactly("1", "2");
    }

    @Test
    void afterItsRetriesABatchIsGivenUpAndOnlyThenThePositionMoves() {
        Partition partition = partition(settings(2, 2, false));
        add(partition, 1, 2);
        for (int attempt = 0; attempt < 3; attempt++) {
            now = partition.wakeAt().orElseThrow();
            assertThat(partition.next(now).orElseThrow().discard()).isEmpty();
            partition.ended(Outcome.failed(POISON), now);
        }
        Segment givenUp = partition.next(now).orElseThrow();
        assertThat(givenUp.discard()).contains(Condition.RETRY_ATTEMPTS_EXHAUSTED);
        assertThat(givenUp.attempts()).as("retries + 1").isEqualTo(3);
        partition.ended(Outcome.failed(Fault.counted("AWS.SimpleQueueService.NonExistentQueue", "gone")), now);
        assertThat(partition.done()).as("the dead letter did not arrive").isEmpty();
        now = partition.wakeAt().orElseThrow();
        assertThat(partition.next(now).orElseThrow().discard()).contains(Condition.RETRY_ATTEMPTS_EXHAUSTED);
        partition.ended(Outcome.done(), now);
        assertThat(partition.done()).isEqualTo("2");
    }

    @Test
    void internalFailuresUseUpNoRetries() {
        Partition partition = partition(settings(2, 0, true));
        add(partition, 1, 2);
        for (int attempt = 0; attempt < 20; attempt++) {
            now = partition.wakeAt().orElseThrow();
            Segment segment = partition.next(now).orElseThrow();
            assertThat(segment.discard()).isEmpty();
            assertThat(segment.items()).hasSize(2);
            partition.ended(Outcome.failed(Fault.internal("ThrottlingException", "slow down")), now);
        }
    }

    @Test
    void recordsThatAreTooOldAreGivenUpUntried() {
        Partition partition = partition(new StreamSettings(
                10, Duration.ZERO, 1, OptionalInt.empty(), Optional.of(Duration.ofSeconds(60)), false));
        add(partition, 1, 2);
        now = now.plusSeconds(61);
        add(partition, 3);
        Segment old = partition.next(now).orElseThrow();
        assertThat(old.discard()).contains(Condition.RECORD_AGE_EXCEEDED);
        assertThat(ids(Optional.of(old))).containsExactly("1", "2");
        partition.ended(Outcome.done(), now);
        Segment young = partition.next(now).orElseThrow();
        assertThat(young.discard()).isEmpty();
        assertThat(ids(Optional.of(young))).containsExactly("3");
    }

    @Test
    void aPartialFailureMovesThePositionToTheFirstFailedRecord() {
        Partition partition = partition(settings(5, -1, false));
        add(partition, 1, 2, 3, 4, 5);
        partition.next(now);
        partition.ended(new Outcome.Partial(Set.of("5", "3"), POISON), now);
        assertThat(partition.done()).isEqualTo("2");
        now = partition.wakeAt().orElseThrow();
        assertThat(ids(partition.next(now))).containsExactly("3", "4", "5");
    }

    @Test
    void aPartialFailureThatNamesNothingOfTheBatchFailsTheWholeBatch() {
        Partition partition = partition(settings(5, -1, false));
        add(partition, 1, 2);
        partition.next(now);
        partition.ended(new Outcome.Partial(Set.of("9"), POISON), now);
        assertThat(partition.done()).isEmpty();
    }

    @Test
    void bisectionFindsEveryPoisonedRecordAndKeepsTheOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            boolean partial = random.nextBoolean();
            Set<String> poisoned = new java.util.HashSet<>();
            IntStream.range(0, random.nextInt(4)).forEach(i -> poisoned.add("" + (1 + random.nextInt(30))));
            Partition partition = partition(settings(1 + random.nextInt(12), random.nextInt(3), true));
            for (int i = 1; i <= 30; i++) {
                add(partition, i);
            }
            List<String> done = new ArrayList<>();
            List<String> givenUp = new ArrayList<>();
            List<String> all = new ArrayList<>();
            while (!partition.isIdle()) {
                now = now.plusSeconds(60);
                Segment segment = partition.next(now).orElseThrow();
                List<String> ids = segment.items().stream().map(Polled::id).toList();
                List<String> bad = ids.stream().filter(poisoned::contains).toList();
                if (segment.discard().isPresent()) {
                    givenUp.addAll(ids);
                    all.addAll(ids);
                    partition.ended(Outcome.done(), now);
                } else if (bad.isEmpty()) {
                    done.addAll(ids);
                    all.addAll(ids);
                    partition.ended(Outcome.done(), now);
                } else if (partial) {
                    List<String> before = ids.subList(0, ids.indexOf(bad.get(0)));
                    done.addAll(before);
                    all.addAll(before);
                    partition.ended(new Outcome.Partial(Set.copyOf(bad), POISON), now);
                } else {
                    partition.ended(Outcome.failed(POISON), now);
                }
            }
            assertThat(givenUp).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(poisoned);
            assertThat(all)
                    .as("seed %s", seed)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 30)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(done).noneMatch(poisoned::contains);
            assertThat(partition.done()).isEqualTo("30");
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

    private static Partition partition(StreamSettings settings) {
        return new Partition(settings, "");
    }

    private void add(Partition partition, int... numbers) {
        for (int number : numbers) {
            partition.add(new Polled("" + number, "" + number, "", now, Json.object(), 100), now);
        }
    }

    private static List<String> ids(Optional<Segment> segment) {
        return segment.orElseThrow().items().stream().map(Polled::id).toList();
    }
}
