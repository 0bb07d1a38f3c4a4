package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO delivery logic</a> */
class FifoTest {

    private static final String Q = "q.fifo";

    @TempDir
    Path folder;

    private Sqs sqs;

    @BeforeEach
    void open() {
        sqs = Sqs.open(folder);
        sqs.create(Q, "'FifoQueue':'true'");
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @Test
    void aGroupWaitsWhileItsFirstMessageIsInFlightAndOthersDoNot() {
        sqs.sendTo(Q, "a", "a1");
        sqs.sendTo(Q, "a", "a2");
        sqs.sendTo(Q, "b", "b1");
        JsonNode a1 = sqs.receive(Q, 1).get(0);
        assertThat(a1.path("Body").asText()).isEqualTo("a1");
        assertThat(sqs.bodies(Q, 10)).containsExactly("b1");
        assertThat(sqs.bodies(Q, 10)).isEmpty();
        sqs.delete(Q, a1);
        assertThat(sqs.bodies(Q, 10)).containsExactly("a2");
    }

    @Test
    void oneReceiveTakesManyOfAGroupInOrder() {
        for (int i = 1; i <= 4; i++) {
            sqs.sendTo(Q, "a", "a" + i);
            sqs.sendTo(Q, "b", "b" + i);
        }
        assertThat(sqs.bodies(Q, 6)).containsExactly("a1", "a2", "a3", "a4", "b1", "b2");
    }

    /** Recorded against AWS: what is before the first message in flight of a group can be received. */
    @Test
    void messagesBeforeTheOneInFlightComeAgain() {
        for (int i = 1; i <= 3; i++) {
            sqs.sendTo(Q, "a", "a" + i);
        }
        List<JsonNode> all = sqs.receive(Q, 3);
        visible(all.get(0), 0);
        assertThat(sqs.bodies(Q, 10)).containsExactly("a1");
        visible(all.get(1), 0);
        assertThat(sqs.bodies(Q, 10)).isEmpty();
    }

    @Test
    void aDuplicateIsAcceptedAndNotQueuedForFiveMinutesEvenOverARestart() {
        JsonNode first = sqs.sendTo(Q, "a", "once");
        sqs.delete(Q, sqs.receive(Q, 1).get(0));
        sqs.close();
        sqs = new Sqs(folder, sqs.time);
        JsonNode second = sqs.sendTo(Q, "b", "once");
        assertThat(second.path("MessageId")).isEqualTo(first.path("MessageId"));
        assertThat(second.path("SequenceNumber")).isEqualTo(first.path("SequenceNumber"));
        assertThat(sqs.receive(Q, 1)).isEmpty();
        sqs.time.advance(Duration.ofMinutes(5));
        sqs.sendTo(Q, "a", "once");
        assertThat(sqs.bodies(Q, 1)).containsExactly("once");
    }

    @Test
    void withHighThroughputADeduplicationIdCountsWithinItsGroup() {
        sqs.create(
                "high.fifo",
                "'FifoQueue':'true','DeduplicationScope':'messageGroup','FifoThroughputLimit':'perMessageGroupId'");
        sqs.sendTo("high.fifo", "a", "same");
        sqs.sendTo("high.fifo", "b", "same");
        sqs.sendTo("high.fifo", "b", "same");
        assertThat(sqs.counts("high.fifo")).isEqualTo("2/0/0");
    }

    @Test
    void afterAChangeToHighThroughputNewIdsCountWithinTheirGroupAndEarlierOnesAsBefore() {
        sqs.sendTo(Q, "a", "early");
        scope("messageGroup", "perMessageGroupId");
        sqs.sendTo(Q, "a", "early");
        sqs.sendTo(Q, "b", "early");
        assertThat(sqs.counts(Q)).isEqualTo("1/0/0");
        sqs.sendTo(Q, "a", "late");
        sqs.sendTo(Q, "a", "late");
        sqs.sendTo(Q, "b", "late");
        assertThat(sqs.counts(Q)).isEqualTo("3/0/0");
        sqs.time.advance(Duration.ofMinutes(5));
        sqs.sendTo(Q, "b", "early");
        assertThat(sqs.counts(Q)).isEqualTo("4/0/0");
    }

    @Test
    void afterAChangeBackAMessageThatIsSentAgainInItsGroupIsADuplicateToo() {
        scope("messageGroup", "perMessageGroupId");
        sqs.sendTo(Q, "a", "early");
        scope("queue", "perQueue");
        sqs.sendTo(Q, "a", "early");
        assertThat(sqs.counts(Q)).isEqualTo("1/0/0");
    }

    private void scope(String scope, String limit) {
        ObjectNode input = Sqs.on(Q);
        input.putObject("Attributes").put("DeduplicationScope", scope).put("FifoThroughputLimit", limit);
        sqs.call("SetQueueAttributes", input);
    }

    @Test
    void withContentBasedDeduplicationTheBodyDecides() {
        sqs.create("content.fifo", "'FifoQueue':'true','ContentBasedDeduplication':'true'");
        for (String body : List.of("x", "x", "y")) {
            sqs.call(
                    "SendMessage",
                    Sqs.on("content.fifo").put("MessageBody", body).put("MessageGroupId", "g"));
        }
        assertThat(sqs.bodies("content.fifo", 10)).containsExactly("x", "y");
    }

    @Test
    void sequenceNumbersHaveTwentyDigitsAndGrow() {
        String first = sqs.sendTo(Q, "a", "1").path("SequenceNumber").asText();
        String second = sqs.sendTo(Q, "a", "2").path("SequenceNumber").asText();
        assertThat(first).hasSize(20).isLessThan(second);
        assertThat(sqs.receive(Q, 1).get(0).at("/Attributes/SequenceNumber").asText())
                .isEqualTo(first);
    }

    @Test
    void anAttemptThatIsRepeatedGetsTheSameMessages() {
        sqs.sendTo(Q, "a", "a1");
        sqs.sendTo(Q, "b", "b1");
        List<JsonNode> first = sqs.receive(Sqs.on(Q).put("ReceiveRequestAttemptId", "try"));
        sqs.time.advance(Duration.ofSeconds(20));
        List<JsonNode> again = sqs.receive(Sqs.on(Q).put("ReceiveRequestAttemptId", "try"));
        assertThat(again.get(0).path("ReceiptHandle")).isEqualTo(first.get(0).path("ReceiptHandle"));
        sqs.time.advance(Duration.ofSeconds(20));
        assertThat(sqs.counts(Q)).isEqualTo("1/1/0");
        sqs.delete(Q, again.get(0));
        assertThat(sqs.receive(Sqs.on(Q).put("ReceiveRequestAttemptId", "try"))
                        .get(0)
                        .path("Body")
                        .asText())
                .isEqualTo("b1");
    }

    @Test
    void anExpiredReceiptHandleDoesNotDelete() {
        sqs.sendTo(Q, "a", "a1");
        JsonNode message = sqs.receive(Q, 1).get(0);
        sqs.time.advance(Duration.ofSeconds(30));
        String handle = message.path("ReceiptHandle").asText();
        assertThat(sqs.error("DeleteMessage", Sqs.on(Q).put("ReceiptHandle", handle)))
                .isEqualTo("InvalidParameterValueException Value " + handle
                        + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.");
        assertThat(sqs.counts(Q)).isEqualTo("1/0/0");
    }

    @Test
    void whatAFifoQueueNeedsIsAskedFor() {
        ObjectNode plain = Sqs.on(Q).put("MessageBody", "x");
        assertThat(sqs.error("SendMessage", plain))
                .isEqualTo("MissingRequiredParameterException The request must contain the parameter MessageGroupId.");
        assertThat(sqs.error("SendMessage", plain.deepCopy().put("MessageGroupId", "g")))
                .isEqualTo(
                        "InvalidParameterValueException The queue should either have ContentBasedDeduplication enabled"
                                + " or MessageDeduplicationId provided explicitly");
        ObjectNode delayed = plain.deepCopy()
                .put("MessageGroupId", "g")
                .put("MessageDeduplicationId", "d")
                .put("DelaySeconds", 2);
        assertThat(sqs.error("SendMessage", delayed))
                .isEqualTo(
                        "InvalidParameterValueException Value 2 for parameter DelaySeconds is invalid. Reason: The request"
                                + " include parameter that is not valid for this queue type.");
    }

    @Test
    void deadMessagesGoToAFifoQueueInOrder() {
        sqs.create("dead.fifo", "'FifoQueue':'true'");
        ObjectNode input = Sqs.on(Q);
        input.putObject("Attributes")
                .put(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead.fifo\","
                                + "\"maxReceiveCount\":\"1\"}");
        sqs.call("SetQueueAttributes", input);
        sqs.sendTo(Q, "a", "a1");
        sqs.sendTo(Q, "a", "a2");
        assertThat(sqs.bodies(Q, 10)).containsExactly("a1", "a2");
        sqs.time.advance(Duration.ofSeconds(30));
        assertThat(sqs.bodies(Q, 10)).isEmpty();
        assertThat(sqs.bodies("dead.fifo", 10)).containsExactly("a1", "a2");
    }

    @Test
    void fairQueuesServeTheGroupWithTheFewestMessagesInFlightFirst() {
        sqs.create("fair");
        for (int i = 1; i <= 5; i++) {
            sqs.call(
                    "SendMessage",
                    Sqs.on("fair").put("MessageBody", "noisy" + i).put("MessageGroupId", "noisy"));
        }
        sqs.bodies("fair", 3);
        sqs.call("SendMessage", Sqs.on("fair").put("MessageBody", "quiet").put("MessageGroupId", "quiet"));
        JsonNode next = sqs.receive("fair", 1).get(0);
        assertThat(next.path("Body").asText()).isEqualTo("quiet");
        assertThat(next.at("/Attributes/MessageGroupId").asText()).isEqualTo("quiet");
    }

    private void visible(JsonNode message, int seconds) {
        sqs.call(
                "ChangeMessageVisibility",
                Sqs.on(Q)
                        .put("ReceiptHandle", message.path("ReceiptHandle").asText())
                        .put("VisibilityTimeout", seconds));
    }
}
