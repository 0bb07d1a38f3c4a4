package dev.sluice.rules.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    @ParameterizedTest
    @CsvSource({
        "order.plcaed, order.placed",
        "inputpath, inputPath",
        "chnages, changes",
        "dael.json, deal.json",
        "orderplaced, order.placed"
    })
    void aSlipOfTheFingerIsNear(String wrong, String meant) {
        assertThat(DidYouMean.nearest(wrong, List.of("order.placed", "inputPath", "changes", "deal.json")))
                .contains(meant);
    }

    @Test
    void somethingElseIsNotNear() {
        assertThat(DidYouMean.hint("invoice.paid", List.of("order.placed", "x")))
                .isEmpty();
        assertThat(DidYouMean.hint("ab", List.of("cd"))).isEmpty();
        assertThat(DidYouMean.hint("a".repeat(10_000), List.of("a".repeat(9_999))))
                .isEmpty();
    }
}
