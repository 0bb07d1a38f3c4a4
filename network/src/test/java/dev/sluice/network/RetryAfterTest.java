package dev.sluice.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration TEN_HOURS = Duration.ofHours(10);

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "120.1,121",
        "120.0,120",
        "' 30 ',30",
        "-5,0",
        "soon,",
        "36000,36000",
        "36001,36000",
        "1e3,",
        "'',",
        "99999999999999999999999999,36000"
    })
    void secondsAreRoundedUpAndCapped(String header, Long seconds) {
        assertThat(RetryAfter.parse(header, NOW)
                        .map(found -> found.within(TEN_HOURS).toSeconds()))
                .isEqualTo(Optional.ofNullable(seconds));
    }

    @Test
    void itMayBeADate() {
        DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
        assertThat(within(http.format(NOW.plusSeconds(90)).replace("Z", "GMT"))).isEqualTo(Duration.ofSeconds(90));
        assertThat(within(http.format(NOW.minusSeconds(90)))).isEqualTo(Duration.ZERO);
        assertThat(within("Fri, 31 Dec 2123 23:59:59 GMT")).isEqualTo(TEN_HOURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-99999999999999999999999999", "-1.5"})
    void aNegativeNumberMeansNever(String header) {
        assertThat(RetryAfter.parse(header, NOW).orElseThrow().never()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "5", "Wed, 31 Dec 2003 23:59:59 GMT"})
    void neitherZeroNorAPastDateMeansNever(String header) {
        assertThat(RetryAfter.parse(header, NOW).orElseThrow().never()).isFalse();
    }

    private static Duration within(String header) {
        return RetryAfter.parse(header, NOW).orElseThrow().within(TEN_HOURS);
    }
}
