package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a> */
class MoveTaskTest {

    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    @TempDir
    Path folder;

    private Sqs sqs;

    @BeforeEach
    void open() {
        sqs = Sqs.open(folder);
        sqs.create("dead");
        sqs.create("other");
        ObjectNode create = Json.object().put("QueueName", "q");
        create.putObject("Attributes")
                .put("VisibilityTimeout", "0")
                .put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":1}");
        sqs.call("CreateQueue", create);
        for (int i = 0; i < 5; i++) {
            sqs.send("q", "m" + i);
        }
        sqs.receive("q", 10);
        assertThat(sqs.receive("q", 10)).isEmpty();
        assertThat(sqs.counts("dead")).isEqualTo("5/0/0");
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @Test
    void messagesGoBackToWhereTheyCameFromAsNewOnes() {
        start("'MaxNumberOfMessagesPerSecond':500");
        ended("COMPLETED");
        assertThat(sqs.counts("q")).isEqualTo("5/0/0");
        JsonNode message = sqs.receive("q", 1).get(0);
        assertThat(message.at("/Attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(message.at("/Attributes/DeadLetterQueueSourceArn").isMissingNode())
                .isTrue();
        JsonNode task = latest();
        assertThat(task.path("ApproximateNumberOfMessagesMoved").asInt()).isEqualTo(5);
        assertThat(task.path("ApproximateNumberOfMessagesToMove").asInt()).isEqualTo(5);
        assertThat(task.has("TaskHandle")).isFalse();
    }

    @Test
    void aTaskKeepsItsRateOutlivesARestartAndCanBeCancelled() {
        String handle = start("'DestinationArn':'" + ARN + "other','MaxNumberOfMessagesPerSecond':1");
        assertThat(sqs.error("StartMessageMoveTask", "{'SourceArn':'" + ARN + "dead'}"))
                .isEqualTo(
                        "InvalidParameterValueException There is already a task running. Only one active task is allowed"
                                + " for a source queue arn at a given time.");
        moved(1);
        sqs.close();
        sqs = new Sqs(folder, sqs.time);
        sqs.time.advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(
                        latest().path("ApproximateNumberOfMessagesMoved").asInt())
                .isGreaterThanOrEqualTo(2));
        sqs.call("CancelMessageMoveTask", "{'TaskHandle':'" + handle + "'}");
        assertThat(latest().path("Status").asText()).isEqualTo("CANCELLED");
        assertThat(sqs.error("CancelMessageMoveTask", "{'TaskHandle':'" + handle + "'}"))
                .isEqualTo("ResourceNotFoundException Task does not exist.");
    }

    @Test
    void aTaskFailsWhenItsDestinationIsDeleted() {
        start("'DestinationArn':'" + ARN + "other','MaxNumberOfMessagesPerSecond':1");
        moved(1);
        sqs.call("DeleteQueue", Sqs.on("other"));
        ended("FAILED");
        assertThat(latest().path("FailureReason").asText()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        await().untilAsserted(() -> assertThat(sqs.counts("dead")).isEqualTo("4/0/0"));
    }

    @Test
    void whatCannotBeMovedIsRefused() {
        assertThat(sqs.error("StartMessageMoveTask", "{'SourceArn':'" + ARN + "q'}"))
                .isEqualTo("InvalidParameterValueException Source queue must be configured as a Dead Letter Queue.");
        assertThat(sqs.error("StartMessageMoveTask", "{'SourceArn':'" + ARN + "none'}"))
                .isEqualTo(
                        "ResourceNotFoundException The resource that you specified for the SourceArn parameter doesn't exist.");
        assertThat(sqs.error(
                        "StartMessageMoveTask", "{'SourceArn':'" + ARN + "dead','DestinationArn':'" + ARN + "none'}"))
                .isEqualTo("ResourceNotFoundException The resource that you specified for the DestinationArn parameter"
                        + " doesn't exist.");
        assertThat(sqs.error("CancelMessageMoveTask", "{'TaskHandle':'nonsense'}"))
                .isEqualTo("InvalidParameterValueException Value for parameter TaskHandle is invalid.");
    }

    private String start(String more) {
        return sqs.call("StartMessageMoveTask", "{'SourceArn':'" + ARN + "dead'," + more + "}")
                .path("TaskHandle")
                .asText();
    }

    private void moved(int messages) {
        await().untilAsserted(() -> {
            sqs.time.advance(Duration.ZERO);
            assertThat(latest().path("ApproximateNumberOfMessagesMoved").asInt())
                    .isEqualTo(messages);
        });
    }

    private void ended(String status) {
        await().untilAsserted(() -> {
            sqs.time.advance(Duration.ofSeconds(1));
            assertThat(latest().path("Status").asText()).isEqualTo(status);
        });
    }

    private JsonNode latest() {
        return sqs.call("ListMessageMoveTasks", "{'SourceArn':'" + ARN + "dead'}")
                .at("/Results/0");
    }
}
