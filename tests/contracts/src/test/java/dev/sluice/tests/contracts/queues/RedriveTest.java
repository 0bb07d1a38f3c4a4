package dev.sluice.tests.contracts.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Dead-letter queues of queues, and redriving from them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 */
class RedriveTest extends Contract {

    private static String redrive(Queue dead, int count) {
        return "{\"deadLetterTargetArn\":\"" + dead.arn() + "\",\"maxReceiveCount\":" + count + "}";
    }

    private Queue source(Queue dead) {
        return lab.queue(Map.of("VisibilityTimeout", "0", "RedrivePolicy", redrive(dead, 1)));
    }

    @Test
    @Line("F.4")
    void aMessageMovesWhenItHasBeenReceivedTooOften() {
        Queue dead = lab.queue();
        Queue queue = source(dead);
        String id = queue.send("poison");
        Lab.soon().until(() -> !queue.poll(1).isEmpty());
        Lab.soon().until(() -> queue.poll(0).isEmpty());
        Message letter = dead.take(1).get(0);
        assertThat(letter.messageId()).isEqualTo(id);
        assertThat(letter.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
                .isEqualTo(queue.arn());
    }

    @Test
    @Line("F.4")
    void aMoveTaskBringsMessagesBackToWhereTheyCameFrom() {
        Queue dead = lab.queue();
        Queue queue = source(dead);
        queue.send("again");
        Lab.soon().until(() -> {
            queue.poll(0);
            return dead.count(
                            software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                    == 1;
        });
        lab.sqs().startMessageMoveTask(request -> request.sourceArn(dead.arn()));
        Lab.soon()
                .until(() -> lab.sqs()
                        .listMessageMoveTasks(request -> request.sourceArn(dead.arn()))
                        .results()
                        .get(0)
                        .status()
                        .equals("COMPLETED"));
        assertThat(queue.takeBody()).isEqualTo("again");
    }

    @Test
    @Line({"F.4", "B.15"})
    void aMoveTaskNeedsADeadLetterQueueOfAQueue() {
        Queue plain = lab.queue();
        Refusal refusal = Refusal.of(() -> lab.sqs().startMessageMoveTask(request -> request.sourceArn(plain.arn())));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.message()).isEqualTo("Source queue must be configured as a Dead Letter Queue.");
    }

    @Test
    @Line("F.4")
    void aMoveTaskNeedsADestinationThatIsThere() {
        Queue dead = lab.queue();
        source(dead);
        Refusal refusal = Refusal.of(() -> lab.sqs()
                .startMessageMoveTask(
                        request -> request.sourceArn(dead.arn()).destinationArn(lab.arn("sqs", Lab.name("none")))));
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.code()).isEqualTo("ResourceNotFoundException");
        assertThat(refusal.message())
                .isEqualTo("The resource that you specified for the DestinationArn parameter doesn't exist.");
    }

    @Test
    @Line("F.4")
    void oneMoveTaskAtATimeAndItsHandleCancelsIt() {
        Queue dead = lab.queue();
        source(dead);
        for (int i = 0; i < 20; i++) {
            dead.send("m" + i);
        }
        String handle = lab.sqs()
                .startMessageMoveTask(request -> request.sourceArn(dead.arn())
                        .destinationArn(lab.queue().arn())
                        .maxNumberOfMessagesPerSecond(1))
                .taskHandle();
        Refusal second = Refusal.of(() -> lab.sqs().startMessageMoveTask(request -> request.sourceArn(dead.arn())));
        assertThat(second.message())
                .isEqualTo("There is already a task running. Only one active task is allowed for a source queue arn at"
                        + " a given time.");
        assertThat(lab.sqs()
                        .cancelMessageMoveTask(request -> request.taskHandle(handle))
                        .approximateNumberOfMessagesMoved())
                .isLessThan(20);
        Refusal invalid = Refusal.of(() -> lab.sqs().cancelMessageMoveTask(request -> request.taskHandle("foo")));
        assertThat(invalid.message()).isEqualTo("Value for parameter TaskHandle is invalid.");
    }

    @Test
    @Line("F.4")
    void aDeadLetterQueueMayRefuseSources() {
        Queue dead = lab.queue(Map.of("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}"));
        assertThat(Refusal.of(() -> source(dead)).status()).isEqualTo(400);
    }
}
