package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

public class MomentTest {

    private final Moment moment = new Moment(InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z")));

    @Test
    void aMomentIsAnInstantOrHowLongAgoItWas() {
        assertThat(moment.convert("2026-01-01T00:00:00Z")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(moment.convert("PT6H")).isEqualTo("2026-01-02T06:00:00Z");
        assertThat(moment.convert("P1D")).isEqualTo("2026-01-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "P", "6h", "PT9223372036854775807S", "2026-01-01"})
    void anythingElseIsRefusedWithAnExampleOfEach(String text) {
        assertThatThrownBy(() -> moment.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("2026-01-31T12:00:00Z")
                .hasMessageContaining("PT6H");
    }
}
