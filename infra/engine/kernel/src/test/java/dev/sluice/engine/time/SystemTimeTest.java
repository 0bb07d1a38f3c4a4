package dev.sluice.engine.time;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SystemTimeTest {

    @Test
    @DisplayName(
            "a timer may be set for a time that is farther off than its nanoseconds count, such as rate(99999999 days)")
    void farAway() {
        try (SystemTime time = new SystemTime()) {
            for (Instant at : new Instant[] {time.now().plus(Duration.ofDays(99_999_999)), Instant.MAX, Instant.MIN}) {
                assertThatCode(() -> time.at(at, () -> {}).cancel()).doesNotThrowAnyException();
            }
        }
    }
}
