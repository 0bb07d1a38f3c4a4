package dev.sluice.bench.benches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static Settings of(int seconds, double rate, int clients, int warmup) {
        return new Settings(
                seconds,
                Optional.of(rate),
                Optional.empty(),
                Optional.of(clients),
                Optional.of(Duration.ofSeconds(warmup)));
    }

    private static Settings seconds(int seconds) {
        return new Settings(seconds, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void numbersThatMakeNoSenseAreRefusedByTheNameOfTheirOption() {
        assertThatThrownBy(() -> of(0, 0, 1, 0)).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> of(86_401, 0, 1, 0)).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> of(1, -1, 1, 0)).hasMessageContaining("--rate");
        assertThatThrownBy(() -> of(1, 0, 0, 0)).hasMessageContaining("--clients");
        assertThatThrownBy(() -> of(1, 0, 1, -1)).hasMessageContaining("--warm-up");
    }

    @Test
    void theWarmUpFollowsTheTimeMeasuredUpToItsMostUnlessItIsSaid() {
        assertThat(seconds(2).plan(1, 1).warmup()).hasSeconds(6);
        assertThat(seconds(60).plan(1, 1).warmup()).hasSeconds(30);
        assertThat(seconds(2).warmed().plan(1, 1).warmup()).hasSeconds(30);
        assertThat(seconds(60).warmed().plan(1, 1).warmup()).hasSeconds(120);
        assertThat(of(60, 0, 1, 7).warmed().plan(1, 1).warmup()).hasSeconds(7);
    }
}
