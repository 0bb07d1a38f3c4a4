package dev.sluice.authorizers.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.priming.Priming;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionPrimingTest {

    @Test
    void aRehearsalWritesQuarantineAndJournalOnTheStageAndNowhereElse() throws Exception {
        Map<String, String> environment = Map.of(
                "AWS_REGION", "us-east-1",
                "LAMBDA_TASK_ROOT",
                        Path.of("src/test/resources").toAbsolutePath().toString(),
                "OWNER_ACCOUNT", "000000000000",
                "QUARANTINE_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/000000000000/quarantine",
                "JOURNAL_TABLE", "journal");
        List<String> calls = Priming.rehearse(environment, Map.of(), Admission::rehearse, 1);
        assertThat(calls).contains("SendMessageBatch", "BatchWriteItem");
    }
}
