package dev.sluice.authorizers.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.json.StorableText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

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

    @Test
    void ofAnOriginalThatTheQueueRefusesItsBeginningAndTheReasonAreKeptAndTheOthersAsTheyAre() {
        for (boolean alone : new boolean[] {true, false}) {
            Sqs sqs = new Sqs(alone);
            new QuarantineQueue(sqs, "https://queue")
                    .keep(List.of(rejected("a"), rejected("bad\u0000"), rejected("b")));
            assertThat(sqs.taken)
                    .extracting(SendMessageBatchRequestEntry::messageBody)
                    .containsExactlyInAnyOrder(
                            "a",
                            "b",
                            "{\"notKept\":\"the queue refuses the original: "
                                    + (alone
                                            ? "InvalidMessageContents: not accepted"
                                            : "not accepted (Service: null, Status Code: 0, Request ID: null)")
                                    + "\",\"characters\":4,\"beginning\":\"bad\\\\u0000\"}");
            assertThat(sqs.taken)
                    .extracting(entry -> entry.messageAttributes().get("reason").stringValue())
                    .containsOnly("UNKNOWN_SOURCE");
        }
    }

    private static Quarantine.Case rejected(String original) {
        return new Quarantine.Case(
                new Verdict.Rejected("e", "s", "t", "000000000000", Reason.UNKNOWN_SOURCE, "no such source"), original);
    }

    /** Refuses what begins with {@code bad}: as one entry, or the whole request with it. */
    private static final class Sqs implements SqsClient {

        final List<SendMessageBatchRequestEntry> taken = new ArrayList<>();
        private final boolean alone;

        Sqs(boolean alone) {
            this.alone = alone;
        }

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            List<BatchResultErrorEntry> failed = request.entries().stream()
                    .filter(entry -> entry.messageBody().startsWith("bad"))
                    .map(entry -> BatchResultErrorEntry.builder()
                            .id(entry.id())
                            .senderFault(true)
                            .code("InvalidMessageContents")
                            .message("not accepted")
                            .build())
                    .toList();
            if (!alone && !failed.isEmpty()) {
                throw SqsException.builder()
                        .message("not accepted")
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("InvalidMessageContents")
                                .errorMessage("not accepted")
                                .build())
                        .build();
            }
            request.entries().stream()
                    .filter(entry -> !entry.messageBody().startsWith("bad"))
                    .forEach(taken::add);
            return SendMessageBatchResponse.builder().failed(failed).build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
