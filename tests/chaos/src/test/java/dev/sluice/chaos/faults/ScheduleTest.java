package dev.sluice.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration LENGTH = Duration.ofSeconds(12);
    private static final int RECEIVERS = 5;

    @Test
    void theSameSeedMakesTheSameSchedule() {
        assertThat(Schedule.of(7, LENGTH, RECEIVERS)).isEqualTo(Schedule.of(7, LENGTH, RECEIVERS));
        assertThat(Schedule.of(7, LENGTH, RECEIVERS)).isNotEqualTo(Schedule.of(8, LENGTH, RECEIVERS));
    }

    @Test
    void aHundredSeedsHaveFaultsOfEveryKindInOrderOfTime() {
        List<List<Fault>> schedules = LongStream.range(0, 100)
                .mapToObj(seed -> Schedule.of(seed, LENGTH, RECEIVERS))
                .toList();
        Set<Class<?>> kinds =
                schedules.stream().flatMap(List::stream).map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(Fault.class.getPermittedSubclasses());
        assertThat(schedules)
                .allSatisfy(schedule -> assertThat(schedule)
                        .isNotEmpty()
                        .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()))
                        .allMatch(fault -> fault.at().compareTo(LENGTH) < 0));
    }

    @Test
    void noJumpOfTheClockIsLongerThanWhatSignaturesForgive() {
        assertThat(LongStream.range(0, 500)
                        .boxed()
                        .flatMap(seed -> Schedule.of(seed, LENGTH, RECEIVERS).stream())
                        .filter(Fault.Clock.class::isInstance)
                        .map(fault -> ((Fault.Clock) fault).offset().abs()))
                .isNotEmpty()
                .allMatch(offset -> offset.compareTo(Duration.ofMinutes(4)) <= 0);
    }
}
