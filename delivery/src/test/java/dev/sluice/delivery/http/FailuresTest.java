package dev.sluice.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.json.StorableText;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001", "\ufffe", "\uffff", "\ud83d", "\udca9", "\u001b[31m"})
    void whatAReceiverSentIsWrittenAsADeadLettersAttributeCanHoldIt(String sent) {
        String words = Failures.words(new ProtocolException("Invalid header: " + sent + "x".repeat(1_000)));
        assertThat(words).startsWith("Invalid header: ").hasSizeLessThanOrEqualTo(300);
        assertThat(StorableText.isStorable(words)).isTrue();
    }

    @Test
    void noPairOfSurrogatesIsCutInTwo() {
        String words = Failures.words(new ProtocolException("x".repeat(299) + "\ud83d\udca9"));
        assertThat(words).isEqualTo("x".repeat(299));
    }
}
