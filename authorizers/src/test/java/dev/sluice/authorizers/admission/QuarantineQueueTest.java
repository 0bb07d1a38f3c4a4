package dev.sluice.authorizers.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.json.StorableText;
import org.junit.jupiter.api.Test;

class QuarantineQueueTest {

    @Test
    void whateverTheEventSaysTheReasonFitsIntoTheAttributesOfAMessage() {
        Verdict.Rejected verdict = new Verdict.Rejected(
                "e\uffff", "s\ud800".repeat(2_000), "t", "000000000000", Reason.UNKNOWN_SOURCE, "no \u0000");
        var entry = QuarantineQueue.entry(0, new Quarantine.Case(verdict, "{}"));
        assertThat(entry.messageAttributes()).containsKeys("reason", "detail", "eventId", "source", "account");
        assertThat(entry.messageAttributes().values()).allSatisfy(value -> {
            assertThat(StorableText.isStorable(value.stringValue())).isTrue();
            assertThat(value.stringValue()).hasSizeLessThanOrEqualTo(1_000);
        });
    }
}
