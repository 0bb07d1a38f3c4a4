package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.testing.RunningEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** AWS's own SDK against the engine; the SDK itself checks the MD5s. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkTest {

    private RunningEngine engine;
    private SqsClient client;

    @BeforeAll
    void start(@TempDir Path folder) {
        engine = RunningEngine.empty(folder);
        client = engine.client(SqsClient.builder());
    }

    @AfterAll
    void stop() {
        client.close();
        engine.close();
    }

    @Test
    void aMessageWithAttributesGoesThroughAndTheSdkFindsItsDigestsRight() {
        String url = client.createQueue(queue -> queue.queueName("attributes")).queueUrl();
        client.sendMessage(send -> send.queueUrl(url)
                .messageBody("häßlich €")
                .messageAttributes(Map.of(
                        "text",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("a")
                                        .build(),
                        "bytes",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(software.amazon.awssdk.core.SdkBytes.fromUtf8String("b"))
                                        .build())));
        Message message = client.receiveMessage(receive -> receive.queueUrl(url)
                        .waitTimeSeconds(5)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages()
                .get(0);
        assertThat(message.body()).isEqualTo("häßlich €");
        assertThat(message.messageAttributes().get("bytes").binaryValue().asUtf8String())
                .isEqualTo("b");
        client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
        assertThat(client.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0")
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:attributes");
    }

    @Test
    void aBatchTellsOfEachEntry() {
        String url = client.createQueue(queue ->
                        queue.queueName("batches").attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024")))
                .queueUrl();
        SendMessageBatchResponse sent = client.sendMessageBatch(send -> send.queueUrl(url)
                .entries(List.of(
                        SendMessageBatchRequestEntry.builder()
                                .id("a")
                                .messageBody("small")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("b")
                                .messageBody("x".repeat(1025))
                                .build())));
        assertThat(sent.successful())
                .singleElement()
                .matches(entry -> entry.id().equals("a"));
        assertThat(sent.failed()).singleElement().matches(entry -> entry.code().equals("InvalidParameterValue"));
    }

    @Test
    void anErrorIsTheSdksOwnException() {
        assertThatThrownBy(() -> client.getQueueUrl(get -> get.queueName("none")))
                .isInstanceOfSatisfying(
                        QueueDoesNotExistException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode())
                                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
    }
}
