package dev.sluice.tests.contracts.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Messages of standard and FIFO queues.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html">SQS</a>
 */
class MessageTest extends Contract {

    private static final int MEBIBYTE = 1 << 20;
    private static final Map<String, String> FIFO = Map.of("FifoQueue", "true");

    private SendMessageResponse group(Queue queue, String group, String deduplication, String body) {
        return lab.sqs()
                .sendMessage(request -> request.queueUrl(queue.url())
                        .messageGroupId(group)
                        .messageDeduplicationId(deduplication)
                        .messageBody(body));
    }

    @Test
    @Line("F.1")
    void aMessageHasTheMd5OfItsBodyAndAttributes() {
        Queue queue = lab.queue();
        SendMessageResponse sent = lab.sqs()
                .sendMessage(request -> request.queueUrl(queue.url())
                        .messageBody("hello")
                        .messageAttributes(Map.of(
                                "a",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("b")
                                        .build())));
        assertThat(sent.md5OfMessageBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        Message message = queue.take(1).get(0);
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
        assertThat(message.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .isEqualTo("1");
    }

    @Test
    @Line("F.1")
    void aMessageIsAtMostOneMebibyte() {
        Queue queue = lab.queue();
        assertThat(lab.sqs()
                        .getQueueAttributes(request ->
                                request.queueUrl(queue.url()).attributeNames(QueueAttributeName.MAXIMUM_MESSAGE_SIZE))
                        .attributes()
                        .get(QueueAttributeName.MAXIMUM_MESSAGE_SIZE))
                .isEqualTo(String.valueOf(MEBIBYTE));
        queue.send("x".repeat(MEBIBYTE));
        Refusal refusal = Refusal.of(() -> queue.send("x".repeat(MEBIBYTE + 1)));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("InvalidParameterValue");
    }

    @Test
    @Line("F.1")
    void errorsHaveTheCodesOfTheOldProtocol() {
        Refusal refusal = Refusal.of(() -> lab.sqs().getQueueUrl(request -> request.queueName(Lab.name("none"))));
        assertThat(refusal.code()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.message()).startsWith("The specified queue does not exist");
    }

    @Test
    @Line("F.1")
    void aDelayedMessageComesLater() {
        Queue queue = lab.queue();
        lab.sqs()
                .sendMessage(request ->
                        request.queueUrl(queue.url()).messageBody("late").delaySeconds(2));
        long sent = System.nanoTime();
        queue.send("now");
        assertThat(queue.takeBody()).isEqualTo("now");
        assertThat(queue.takeBody()).isEqualTo("late");
        assertThat((System.nanoTime() - sent) / 1_000_000).isGreaterThan(1_500);
    }

    @Test
    @Line("F.1")
    void aReceivedMessageIsInvisibleUntilItsTimeoutIsSetToZero() {
        Queue queue = lab.queue();
        queue.send("x");
        Lab.soon().until(() -> queue.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES) == 1);
        Message first = queue.poll(5).get(0);
        assertThat(queue.poll(0)).isEmpty();
        lab.sqs()
                .changeMessageVisibility(request -> request.queueUrl(queue.url())
                        .receiptHandle(first.receiptHandle())
                        .visibilityTimeout(0));
        Message second = queue.take(1).get(0);
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .isEqualTo("2");
    }

    @Test
    @Line("F.1")
    void aFifoQueueKeepsTheOrderOfAGroupAndHoldsItWhileOneIsOut() {
        Queue queue = lab.queue(FIFO);
        for (int i = 0; i < 3; i++) {
            group(queue, "g", "d" + i, "g" + i);
        }
        group(queue, "h", "d", "h0");
        List<Message> first = lab.sqs()
                .receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(1)
                        .waitTimeSeconds(5)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        assertThat(first).extracting(Message::body).containsExactly("g0");
        assertThat(first.get(0).attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER))
                .matches("\\d{20}");
        assertThat(queue.poll(1)).extracting(Message::body).containsExactly("h0");
        queue.delete(first.get(0));
        assertThat(queue.takeBodies(2)).containsExactly("g1", "g2");
    }

    @Test
    @Line("F.1")
    void aFifoQueueDropsADuplicateAndAnswersTheFirstsId() {
        Queue queue = lab.queue(FIFO);
        SendMessageResponse first = group(queue, "g", "same", "one");
        SendMessageResponse again = group(queue, "g", "same", "two");
        assertThat(again.messageId()).isEqualTo(first.messageId());
        group(queue, "g", "other", "three");
        assertThat(queue.takeBodies(2)).containsExactly("one", "three");
        Refusal refusal = Refusal.of(() -> lab.sqs()
                .sendMessage(request ->
                        request.queueUrl(queue.url()).messageGroupId("g").messageBody("no id")));
        assertThat(refusal.code()).isEqualTo("InvalidParameterValue");
        Refusal group = Refusal.of(() -> lab.sqs()
                .sendMessage(request -> request.queueUrl(queue.url())
                        .messageDeduplicationId("d")
                        .messageBody("no group")));
        assertThat(group.code()).isEqualTo("MissingParameter");
    }

    @Test
    @Line("F.1")
    void aStandardQueueTakesGroupsToo() {
        Queue queue = lab.queue();
        lab.sqs()
                .sendMessage(request ->
                        request.queueUrl(queue.url()).messageGroupId("tenant-1").messageBody("fair"));
        assertThat(queue.take(1).get(0).attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("tenant-1");
    }

    @Test
    @Line("F.1")
    void aBatchAnswersEachEntryAndRefusesDoubleIds() {
        Queue queue = lab.queue();
        SendMessageBatchRequestEntry entry =
                SendMessageBatchRequestEntry.builder().id("a").messageBody("1").build();
        assertThat(lab.sqs()
                        .sendMessageBatch(request -> request.queueUrl(queue.url())
                                .entries(
                                        entry,
                                        entry.toBuilder()
                                                .id("b")
                                                .delaySeconds(901)
                                                .build()))
                        .failed())
                .hasSize(1)
                .allSatisfy(failed -> {
                    assertThat(failed.id()).isEqualTo("b");
                    assertThat(failed.senderFault()).isTrue();
                });
        assertThat(Refusal.of(() -> lab.sqs()
                                .sendMessageBatch(
                                        request -> request.queueUrl(queue.url()).entries(entry, entry)))
                        .code())
                .isEqualTo("AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
    }
}
