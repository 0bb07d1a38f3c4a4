package dev.sluice.examples.commerce.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.priming.Priming;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerPrimingTest {

    @Test
    void aRehearsalBooksOnTheStageAndNowhereElse() throws Exception {
        assertThat(Priming.rehearse(
                        Map.of("AWS_REGION", "us-east-1", "LEDGER_TABLE", "ledger"),
                        Map.of(),
                        SalesLedger::rehearse,
                        2))
                .containsExactly("PutItem", "PutItem");
    }
}
