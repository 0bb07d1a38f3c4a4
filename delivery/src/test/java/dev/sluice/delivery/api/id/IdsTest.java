package dev.sluice.delivery.api.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdsTest {

    private final ManualClock clock = new ManualClock();
    private final Ids ids = new Ids(clock, new SecureRandom());

    /** The example of the KSUID's own page. */
    @Test
    void anIdIsAKsuid() {
        byte[] payload = HexFormat.of().parseHex("B5A1CD34B5F99D1154FB6853345C9735");
        assertThat(Ksuid.of(Instant.ofEpochSecond(1_400_000_000L + 107_608_047L), payload))
                .isEqualTo("0ujtsYcgvSTl8PAuAdqWYSMnLOv");
    }

    @Test
    void anIdHasItsPrefixAndNoTwoAreTheSame() {
        String id = ids.next(Ids.APPLICATION);
        assertThat(id).matches("app_[0-9A-Za-z]{27}").isNotEqualTo(ids.next(Ids.APPLICATION));
        assertThat(Ids.isId(Ids.APPLICATION, id)).isTrue();
        assertThat(Ids.isId(Ids.ENDPOINT, id)).isFalse();
        assertThat(Ids.isId(Ids.APPLICATION, "app_orders")).isFalse();
    }

    @Test
    void idsSortByTime() {
        String before = ids.next(Ids.MESSAGE);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ids.next(Ids.MESSAGE)).isGreaterThan(before);
        assertThat(Ids.from(Ids.MESSAGE, clock.instant())).isGreaterThan(before);
    }
}
