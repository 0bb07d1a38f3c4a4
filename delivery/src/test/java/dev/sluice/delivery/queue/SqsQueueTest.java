package dev.sluice.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsQueueTest {

    @Test
    void aMessageForWhichTheWholeBatchIsRefusedIsRefusedAlone() {
        Sqs sqs = new Sqs("InvalidMessageContents");
        assertThat(new SqsQueue(sqs, "https://queue").send(messages("a", "b", "bad", "c", "d", "bad", "e")))
                .containsOnlyKeys(2, 5)
                .allSatisfy((position, reason) -> assertThat(reason).contains("not accepted"));
        assertThat(sqs.taken).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    @Test
    void aQueueThatLetsNobodyInIsAskedOnceForEachBatch() {
        Sqs sqs = new Sqs("AccessDenied");
        assertThat(new SqsQueue(sqs, "https://queue").send(messages("a", "bad", "b")))
                .containsOnlyKeys(0, 1, 2);
        assertThat(sqs.requests).isEqualTo(1);
    }

    @Test
    void aBatchHasAtMostTenMessagesAndAMegabyte() {
        Sqs sqs = new Sqs("");
        SqsQueue queue = new SqsQueue(sqs, "https://queue");
        queue.send(messages(IntStream.range(0, 11).mapToObj(String::valueOf).toArray(String[]::new)));
        assertThat(sqs.requests).isEqualTo(2);
        queue.send(messages("x".repeat(600_000), "y".repeat(600_000)));
        assertThat(sqs.requests).isEqualTo(4);
    }

    private static List<Outgoing> messages(String... bodies) {
        return Stream.of(bodies)
                .map(body -> new Outgoing(body, Map.of(), Duration.ZERO))
                .toList();
    }

    /** Refuses a request that has a message {@code bad}. */
    private static final class Sqs implements SqsClient {

        final List<String> taken = new ArrayList<>();
        int requests;
        private final String code;

        Sqs(String code) {
            this.code = code;
        }

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            requests++;
            List<String> bodies = request.entries().stream()
                    .map(SendMessageBatchRequestEntry::messageBody)
                    .toList();
            if (bodies.contains("bad")) {
                throw SqsException.builder()
                        .message("not accepted")
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("not accepted")
                                .build())
                        .build();
            }
            taken.addAll(bodies);
            return SendMessageBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
