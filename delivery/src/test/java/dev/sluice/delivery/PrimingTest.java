package dev.sluice.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.priming.Priming;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimingTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "us-east-1",
            "ENDPOINTS_TABLE", "endpoints",
            "JOURNAL_TABLE", "journal",
            "DELIVERY_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/000000000000/delivery",
            "RETRY_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/000000000000/retry",
            "DEAD_LETTER_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/000000000000/dead");

    @Test
    void theDispatcherFindsTheSampleEndpointRecordsItAndQueuesADelivery() throws Exception {
        assertThat(Priming.rehearse(ENVIRONMENT, Samples.ANSWERS, DispatcherHandler::rehearse, 1))
                .containsExactly("BatchGetItem", "Query", "BatchWriteItem", "SendMessageBatch");
    }

    @Test
    void theSenderSendsAWebhookToTheStageAndRecordsTheAttempt() throws Exception {
        assertThat(Priming.rehearse(ENVIRONMENT, Samples.ANSWERS, SenderHandler::rehearse, 1))
                .containsSubsequence("Query", "webhook", "BatchWriteItem");
    }

    @Test
    void theRegistryWritesAndReadsTheSampleEndpoint() throws Exception {
        assertThat(Priming.rehearse(ENVIRONMENT, Samples.ANSWERS, EndpointsHandler::rehearse, 1))
                .contains("TransactWriteItems", "Query");
    }
}
