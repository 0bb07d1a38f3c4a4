package dev.sluice.tests.contracts.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.authorizers.admission.Admission;
import dev.sluice.tests.contracts.delivery.EngineStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

class AdmissionFuzzTest {

    @Test
    void goodEventsAreAdmittedAmongOddOnesAndEachOddOneHasItsVerdict(@TempDir Path data) throws Exception {
        try (EngineStack stack = new EngineStack(data)) {
            Map<String, String> environment = stack.environment();
            environment.put(
                    "LAMBDA_TASK_ROOT",
                    Path.of("src/test/resources").toAbsolutePath().toString());
            environment.put("OWNER_ACCOUNT", "000000000000");
            environment.put("QUARANTINE_QUEUE_URL", stack.queue("quarantine"));
            Admission admission = new Admission(environment);
            for (int batch = 0; batch < Fuzz.BATCHES; batch++) {
                OddJson odd = Fuzz.corpus(batch);
                Set<Integer> good = Fuzz.good(odd);
                List<String> bodies = new ArrayList<>();
                for (int i = 0; i < Fuzz.RECORDS; i++) {
                    String id = "e-" + batch + "-" + i;
                    bodies.add(
                            good.contains(i) ? OddEvents.deal(id, "\"blue\"", "1.50", "") : OddEvents.oddDeal(odd, id));
                }
                JsonNode answer = Fuzz.call(admission, Fuzz.messages(bodies).path("Records"));
                List<String> admitted = new ArrayList<>();
                answer.forEach(event -> admitted.add(event.path("messageId").asText()));
                assertThat(admitted)
                        .as("batch %d", batch)
                        .containsAll(good.stream().map(i -> "m-" + i).toList());
                assertThat(quarantined(stack, environment.get("QUARANTINE_QUEUE_URL")))
                        .as("rejected of batch %d", batch)
                        .hasSize(Fuzz.RECORDS - admitted.size())
                        .doesNotContain("CHECK_FAILED");
            }
        }
    }

    private static List<String> quarantined(EngineStack stack, String queue) {
        List<String> reasons = new ArrayList<>();
        List<Message> messages = List.of();
        do {
            messages.forEach(message -> {
                reasons.add(message.messageAttributes().get("reason").stringValue());
                stack.sqs().deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
            messages = stack.sqs()
                    .receiveMessage(receive ->
                            receive.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
        } while (!messages.isEmpty());
        return reasons;
    }
}
