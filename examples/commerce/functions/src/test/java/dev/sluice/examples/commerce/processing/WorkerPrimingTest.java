package dev.sluice.examples.commerce.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.priming.Priming;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerPrimingTest {

    @Test
    void aRehearsalEndsItsJobOnTheStageAndNowhereElse() throws Exception {
        assertThat(Priming.rehearse(
                        Map.of("AWS_REGION", "us-east-1", "PROCESSING_TABLE", "processing"),
                        Map.of(),
                        ProcessingWorker::rehearse,
                        2))
                .containsExactly("UpdateItem", "UpdateItem");
    }
}
