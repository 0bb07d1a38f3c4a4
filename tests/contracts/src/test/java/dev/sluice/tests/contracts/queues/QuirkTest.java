package dev.sluice.tests.contracts.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * What SQS does and its API reference hardly says; recorded against AWS by LocalStack's tests of SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html">SQS</a>
 */
class QuirkTest extends Contract {

    private static final Map<String, String> FIFO = Map.of("FifoQueue", "True", "ContentBasedDeduplication", "True");

    private static Map<String, MessageAttributeValue> attribute(String name, String value) {
        return Map.of(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build());
    }

    private SendMessageResponse group(Queue queue, String body) {
        return lab.sqs()
                .sendMessage(request -> request.queueUrl(queue.url())
                        .messageGroupId("g")
                        .messageDeduplicationId("d")
                        .messageBody(body));
    }

    private Message receive(Queue queue, int visibility) {
        return lab.sqs()
                .receiveMessage(request -> request.queueUrl(queue.url())
                        .visibilityTimeout(visibility)
                        .waitTimeSeconds(5))
                .messages()
                .get(0);
    }

    @Test
    @Line("F.1")
    void aFlagMayBeWrittenWithACapital() {
        Queue queue = lab.queue(FIFO);
        assertThat(lab.sqs()
                        .getQueueAttributes(
                                request -> request.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
    }

    @Test
    @Line("F.1")
    void aStandardQueueTakesTheHandleOfAnEarlierReceiveForTheLatest() {
        Queue queue = lab.queue();
        queue.send("twice");
        Message first = receive(queue, 0);
        receive(queue, 30);
        lab.sqs()
                .changeMessageVisibility(request -> request.queueUrl(queue.url())
                        .receiptHandle(first.receiptHandle())
                        .visibilityTimeout(0));
        assertThat(queue.take(1)).extracting(Message::body).containsExactly("twice");
    }

    @Test
    @Line("F.1")
    void aStandardQueueTakesAHandleAfterItsTimeout() {
        Queue queue = lab.queue();
        queue.send("late");
        Message message = receive(queue, 0);
        lab.sqs()
                .changeMessageVisibility(request -> request.queueUrl(queue.url())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(30));
        assertThat(lab.sqs()
                        .receiveMessage(request -> request.queueUrl(queue.url()).waitTimeSeconds(1))
                        .messages())
                .isEmpty();
    }

    @Test
    @Line("F.1")
    void aGroupThatWasHeldGoesBehindThoseThatWaited() {
        Queue queue = lab.queue(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        for (String body : List.of("g1-m1", "g2-m1", "g2-m2", "g3-m1", "g1-m2")) {
            lab.sqs()
                    .sendMessage(request -> request.queueUrl(queue.url())
                            .messageGroupId(body.substring(0, 2))
                            .messageBody(body));
        }
        assertThat(receive(queue, 0, 3)).containsExactly("g1-m1", "g1-m2", "g2-m1");
        assertThat(receive(queue, 0, 10)).containsExactly("g3-m1", "g1-m1", "g1-m2", "g2-m1", "g2-m2");
    }

    private List<String> receive(Queue queue, int visibility, int most) {
        return lab
                .sqs()
                .receiveMessage(request -> request.queueUrl(queue.url())
                        .visibilityTimeout(visibility)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(5))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }

    @Test
    @Line("F.1")
    void aPurgedFifoQueueTakesAMessageAgain() {
        Queue queue = lab.queue(Map.of("FifoQueue", "true"));
        group(queue, "first");
        lab.sqs().purgeQueue(request -> request.queueUrl(queue.url()));
        group(queue, "second");
        assertThat(queue.take(1)).extracting(Message::body).containsExactly("second");
    }

    @Test
    @Line("F.1")
    void aTracedCallTracesItsMessage() {
        Queue queue = lab.queue();
        String trace = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";
        SendMessageResponse sent = lab.sqs()
                .sendMessage(request -> request.queueUrl(queue.url())
                        .messageBody("traced")
                        .overrideConfiguration(with -> with.putHeader("X-Amzn-Trace-Id", trace)));
        assertThat(sent.md5OfMessageSystemAttributes()).isNull();
        Message message = lab.sqs()
                .receiveMessage(request -> request.queueUrl(queue.url())
                        .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER)
                        .waitTimeSeconds(5))
                .messages()
                .get(0);
        assertThat(message.attributes()).isEqualTo(Map.of(MessageSystemAttributeName.AWS_TRACE_HEADER, trace));
    }

    @Test
    @Line("F.1")
    void namesOfAttributesMayHaveLettersWithAccentsAndValuesNoControls() {
        Queue queue = lab.queue();
        lab.sqs()
                .sendMessage(request -> request.queueUrl(queue.url())
                        .messageBody("x")
                        .messageAttributes(attribute("attr.1\u00f8\u00df\u00e4", "valid")));
        Message message = lab.sqs()
                .receiveMessage(request ->
                        request.queueUrl(queue.url()).messageAttributeNames("*").waitTimeSeconds(5))
                .messages()
                .get(0);
        assertThat(message.messageAttributes()).containsOnlyKeys("attr.1\u00f8\u00df\u00e4");
        Refusal refusal = Refusal.of(() -> lab.sqs()
                .sendMessage(request ->
                        request.queueUrl(queue.url()).messageBody("x").messageAttributes(attribute("a", "\u0008"))));
        assertThat(refusal.code()).isEqualTo("InvalidParameterValue");
    }
}
