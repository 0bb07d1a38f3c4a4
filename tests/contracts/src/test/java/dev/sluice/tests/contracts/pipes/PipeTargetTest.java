package dev.sluice.tests.contracts.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.pipes.model.LogLevel;
import software.amazon.awssdk.services.pipes.model.PipeTargetInvocationType;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Pipe targets other than standard queues, buses and functions, and what a pipe logs.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html">Targets</a>
 */
class PipeTargetTest extends Contract {

    private String group() {
        String group = "/sluice/" + Lab.name("group");
        lab.logs().createLogGroup(r -> r.logGroupName(group));
        lab.later(() -> lab.logs().deleteLogGroup(r -> r.logGroupName(group)));
        return group;
    }

    @Test
    @Line({"D.4", "D.8"})
    void aFifoQueueGetsItsGroupFromTheMessage() {
        Queue in = lab.queue();
        Queue out = lab.queue(Map.of("FifoQueue", "true"));
        Piping.pipe(
                in,
                out,
                request -> request.targetParameters(target -> target.inputTemplate("<$.body.text>")
                        .sqsQueueParameters(
                                queue -> queue.messageGroupId("$.body.group").messageDeduplicationId("$.messageId"))));
        String id = in.send("{\"group\":\"g-1\",\"text\":\"hello\"}");
        Message message = out.take(1).get(0);
        assertThat(message.body()).contains("hello");
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g-1")
                .containsEntry(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, id);
    }

    @Test
    @Line("D.4")
    void aLogGroupGetsEachRecordAsAnEvent() {
        Queue in = lab.queue();
        String group = group();
        lab.logs().createLogStream(r -> r.logGroupName(group).logStreamName("s"));
        Piping.pipe(
                lab,
                in.arn(),
                lab.arn("logs", "log-group:" + group),
                request -> request.targetParameters(
                        target -> target.cloudWatchLogsParameters(logs -> logs.logStreamName("s"))));
        in.send("one");
        Lab.soon()
                .untilAsserted(() -> assertThat(lab.logs()
                                .filterLogEvents(r -> r.logGroupName(group))
                                .events())
                        .singleElement()
                        .satisfies(event -> assertThat(
                                        Json.of(event.message()).path("body").asText())
                                .isEqualTo("one")));
    }

    @Test
    @Line({"D.4", "D.12"})
    void aWorkflowGetsAnArrayAndIsNotAwaited() {
        Queue in = lab.queue();
        String role = lab.role("states.amazonaws.com", "logs:*");
        String workflow = lab.workflows()
                .createStateMachine(r -> r.name(Lab.name("workflow"))
                        .roleArn(role)
                        .definition("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}"))
                .stateMachineArn();
        lab.later(() -> lab.workflows().deleteStateMachine(r -> r.stateMachineArn(workflow)));
        Piping.pipe(
                lab,
                in.arn(),
                workflow,
                request -> request.targetParameters(target -> target.stepFunctionStateMachineParameters(
                        machine -> machine.invocationType(PipeTargetInvocationType.FIRE_AND_FORGET))));
        in.send("one");
        Lab.soon()
                .until(() -> !lab.workflows()
                        .listExecutions(r -> r.stateMachineArn(workflow))
                        .executions()
                        .isEmpty());
        String execution = lab.workflows()
                .listExecutions(r -> r.stateMachineArn(workflow))
                .executions()
                .get(0)
                .executionArn();
        JsonNode input = Json.of(lab.workflows()
                .describeExecution(r -> r.executionArn(execution))
                .input());
        assertThat(input.isArray()).isTrue();
        assertThat(input.path(0).path("body").asText()).isEqualTo("one");
    }

    @Test
    @Line("D.10")
    void withABatchingWindowThePipeHidesWhatItHolds() {
        Queue in = lab.queue(Map.of("VisibilityTimeout", "0"));
        Queue out = lab.queue();
        Piping.pipe(
                in,
                out,
                request -> request.sourceParameters(source ->
                        source.sqsQueueParameters(queue -> queue.batchSize(2).maximumBatchingWindowInSeconds(60))));
        in.send("held");
        Lab.soon().until(() -> in.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) == 1);
        in.send("closes the batch");
        assertThat(out.takeBodies(2))
                .extracting(body -> Json.of(body)
                        .path("attributes")
                        .path("ApproximateReceiveCount")
                        .asText())
                .containsExactly("1", "1");
    }

    @Test
    @Line("D.13")
    void aPipeLogsItsExecutions() {
        Queue in = lab.queue();
        Queue out = lab.queue();
        String group = group();
        Piping.pipe(
                in,
                out,
                request -> request.logConfiguration(log -> log.level(LogLevel.INFO)
                        .cloudwatchLogsLogDestination(to -> to.logGroupArn(lab.arn("logs", "log-group:" + group)))));
        in.send("logged");
        out.take(1);
        Lab.soon()
                .untilAsserted(() -> assertThat(lab.logs()
                                .filterLogEvents(r -> r.logGroupName(group))
                                .events())
                        .extracting(FilteredLogEvent::message)
                        .extracting(
                                message -> Json.of(message).path("messageType").asText())
                        .contains("EXECUTION_STARTED", "EXECUTION_SUCCEEDED"));
    }
}
