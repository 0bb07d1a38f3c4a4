package dev.sluice.engine.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of state, retries, catches, and executions that outlive the engine. */
class WorkflowTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private Workflows workflows;

    @BeforeEach
    void open() {
        workflows = new Workflows(folder, time);
    }

    @AfterEach
    void close() {
        workflows.close();
    }

    /** A machine of one state. */
    private static String one(String state) {
        return "{\"StartAt\":\"S\",\"States\":{\"S\":" + state + "}}";
    }

    @Test
    void dataGoesThroughAPassStateInTheLanguagesOrder() {
        assertThat(workflows.run(
                        one(
                                "{\"Type\":\"Pass\",\"InputPath\":\"$.a\",\"Parameters\":{\"n.$\":\"$.n\",\"id.$\":\"$$.Execution.Name\","
                                        + "\"t.$\":\"States.Format('{}-{}', $.n, 'x')\"},\"ResultPath\":\"$.b.c\",\"OutputPath\":\"$.b\",\"End\":true}"),
                        "{\"a\":{\"n\":1.50},\"z\":0}"))
                .isEqualTo("{\"c\":{\"n\":1.50,\"id\":\"e\",\"t\":\"1.50-x\"}}");
    }

    @Test
    void aChoiceTakesTheFirstRuleThatHolds() {
        String machine = "{\"StartAt\":\"C\",\"States\":{\"C\":{\"Type\":\"Choice\",\"Choices\":["
                + "{\"And\":[{\"Variable\":\"$.n\",\"NumericGreaterThan\":5},{\"Not\":{\"Variable\":\"$.skip\",\"IsPresent\":true}}],\"Next\":\"Big\"},"
                + "{\"Variable\":\"$.s\",\"StringMatches\":\"a*z\",\"Next\":\"Text\"}]%s},"
                + "\"Big\":{\"Type\":\"Pass\",\"Result\":\"big\",\"End\":true},\"Text\":{\"Type\":\"Succeed\"}%s}}";
        workflows.create(machine.formatted("", ""));
        workflows.start("big", "{\"n\":6}");
        workflows.start("text", "{\"n\":1,\"s\":\"abcz\"}");
        workflows.start("none", "{\"n\":6,\"skip\":0,\"s\":\"b\"}");
        assertThat(workflows.end("big").path("output").asText()).isEqualTo("\"big\"");
        assertThat(workflows.end("text").path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(workflows.end("none").path("error").asText()).isEqualTo("States.NoChoiceMatched");
    }

    @Test
    void aTaskIsRetriedWithBackOffAndThenCaught() {
        AtomicInteger calls = new AtomicInteger();
        workflows.function.set(payload -> {
            calls.incrementAndGet();
            return "{\"errorType\":\"Busy\",\"errorMessage\":\"no\"}";
        });
        String output = workflows.run(
                "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + FUNCTION + "\",\"Retry\":["
                        + "{\"ErrorEquals\":[\"Other\"]},{\"ErrorEquals\":[\"Busy\"],\"IntervalSeconds\":2,\"MaxAttempts\":2,\"BackoffRate\":3}],"
                        + "\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"ResultPath\":\"$.error\",\"Next\":\"C\"}],\"End\":true},"
                        + "\"C\":{\"Type\":\"Pass\",\"Parameters\":{\"a.$\":\"$.a\",\"e.$\":\"$.error.Error\"},\"End\":true}}}",
                "{\"a\":1}");
        assertThat(output).isEqualTo("{\"a\":1,\"e\":\"Busy\"}");
        assertThat(calls).hasValue(3);
        assertThat(workflows.history("e").findValuesAsText("type"))
                .containsSubsequence(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionFailed",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionFailed",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionFailed",
                        "TaskStateExited",
                        "PassStateEntered",
                        "PassStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void aFailedExecutionTellsErrorAndCause() {
        assertThat(workflows.run(
                        one("{\"Type\":\"Fail\",\"Error\":\"Refused\",\"CausePath\":\"States.Format('n={}', $.n)\"}"),
                        "{\"n\":1}"))
                .isEqualTo("FAILED Refused: n=1");
        assertThat(workflows.kernel.metrics().totals().keySet())
                .extracting(metric -> metric.name())
                .contains("ExecutionsFailed");
    }

    @Test
    void aWaitOutlivesTheEngine() {
        workflows.create(
                "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"SecondsPath\":\"$.s\",\"Next\":\"P\"},"
                        + "\"P\":{\"Type\":\"Pass\",\"Result\":\"done\",\"End\":true}}}");
        workflows.start("e", "{\"s\":3600}");
        await().until(() -> workflows.history("e").size() >= 2);
        time.advance(Duration.ofMinutes(30));
        workflows.close();
        workflows = new Workflows(folder, time);
        time.advance(Duration.ofMinutes(29));
        assertThat(workflows.describe("e").path("status").asText()).isEqualTo("RUNNING");
        time.advance(Duration.ofMinutes(2));
        JsonNode end = workflows.end("e");
        assertThat(end.path("output").asText()).isEqualTo("\"done\"");
        assertThat(workflows.history("e").findValuesAsText("type"))
                .containsExactly(
                        "ExecutionStarted",
                        "WaitStateEntered",
                        "WaitStateExited",
                        "PassStateEntered",
                        "PassStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void stepsThatWereDoneAreNotDoneAgainAfterARestart() {
        AtomicInteger calls = new AtomicInteger();
        workflows.function.set(payload -> "{\"calls\":" + calls.incrementAndGet() + "}");
        workflows.create("{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + FUNCTION
                + "\",\"Next\":\"W\"}," + "\"W\":{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}}}");
        workflows.start("e", "{}");
        await().until(() -> calls.get() == 1 && workflows.history("e").size() >= 6);
        workflows.close();
        workflows = new Workflows(folder, time);
        workflows.function.set(payload -> "{\"calls\":" + calls.incrementAndGet() + "}");
        assertThat(workflows.end("e").path("output").asText()).isEqualTo("{\"calls\":1}");
        assertThat(calls).hasValue(1);
    }

    @Test
    void parallelBranchesAreGatheredInTheirOrderAndOneFailureEndsAll() {
        String branch = "{\"StartAt\":\"B\",\"States\":{\"B\":%s}}";
        String pass = branch.formatted("{\"Type\":\"Pass\",\"Result\":%s,\"End\":true}");
        String slow = "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":5,\"Next\":\"B\"},\"B\":"
                + "{\"Type\":\"Pass\",\"Result\":1,\"End\":true}}}";
        String machine = one("{\"Type\":\"Parallel\",\"Branches\":[%s,%s],\"End\":true}");
        assertThat(workflows.run(machine.formatted(slow, pass.formatted("2")), "{}"))
                .isEqualTo("[1,2]");
        workflows.call(
                "DeleteStateMachine",
                Json.object().put("stateMachineArn", "arn:aws:states:us-east-1:000000000000:stateMachine:m"));
        workflows.create(
                machine.formatted(slow, branch.formatted("{\"Type\":\"Fail\",\"Error\":\"E\",\"Cause\":\"c\"}")));
        workflows.start("f", "{}");
        assertThat(workflows.end("f").path("error").asText()).isEqualTo("E");
    }

    @Test
    void aMapRunsItsItemsWithTheirIndex() {
        assertThat(workflows.run(
                        one(
                                "{\"Type\":\"Map\",\"ItemsPath\":\"$.all\",\"MaxConcurrency\":2,\"ItemSelector\":{\"i.$\":\"$$.Map.Item.Index\","
                                        + "\"v.$\":\"$$.Map.Item.Value\",\"k.$\":\"$.k\"},\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"INLINE\"},"
                                        + "\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}},\"ResultPath\":\"$.out\",\"End\":true}"),
                        "{\"all\":[\"a\",\"b\",\"c\"],\"k\":7}"))
                .isEqualTo(
                        "{\"all\":[\"a\",\"b\",\"c\"],\"k\":7,\"out\":[{\"i\":0,\"v\":\"a\",\"k\":7},{\"i\":1,\"v\":\"b\",\"k\":7},"
                                + "{\"i\":2,\"v\":\"c\",\"k\":7}]}");
    }

    @Test
    void servicesAreCalledUnderTheMachinesRole() {
        assertThat(workflows.run(
                        one(
                                "{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::sqs:sendMessage\",\"Parameters\":{\"QueueUrl\":\"q\","
                                        + "\"MessageBody\":{\"n.$\":\"$.n\"}},\"ResultSelector\":{\"id.$\":\"$.MessageId\"},\"End\":true}"),
                        "{\"n\":1}"))
                .isEqualTo("{\"id\":\"m1\"}");
        assertThat(workflows.sqs.calls("SendMessage").get(0).caller())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/workflow/test");
        assertThat(workflows
                        .sqs
                        .calls("SendMessage")
                        .get(0)
                        .input()
                        .path("MessageBody")
                        .asText())
                .isEqualTo("{\"n\":1}");
    }

    @Test
    void anExecutionIsStoppedOrEndsWithItsTime() {
        workflows.create(
                "{\"TimeoutSeconds\":100,\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":1000,\"End\":true}}}");
        workflows.start("a", "{}");
        workflows.start("b", "{}");
        workflows.call(
                "StopExecution",
                Json.object()
                        .put("executionArn", "arn:aws:states:us-east-1:000000000000:execution:m:a")
                        .put("error", "Enough"));
        assertThat(workflows.end("a").path("status").asText()).isEqualTo("ABORTED");
        time.advance(Duration.ofSeconds(101));
        assertThat(workflows.end("b").path("status").asText()).isEqualTo("TIMED_OUT");
    }

    @Test
    void anExecutionsNameIsUsedOnce() {
        workflows.create(one("{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}"));
        workflows.start("e", "{\"a\":1}");
        workflows.start("e", "{\"a\":1}");
        assertThat(workflows.error(
                        "StartExecution",
                        Json.object()
                                .put("stateMachineArn", "arn:aws:states:us-east-1:000000000000:stateMachine:m")
                                .put("name", "e")
                                .put("input", "{\"a\":2}")))
                .isEqualTo("ExecutionAlreadyExists: Execution Already Exists:"
                        + " 'arn:aws:states:us-east-1:000000000000:execution:m:e'");
    }

    @Test
    void theSameInputWrittenInAnotherWayIsTheSameExecution() {
        workflows.create(one("{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}"));
        workflows.start("e", "{\"a\":1,\"b\":2}");
        workflows.start("e", "{ \"b\": 2, \"a\": 1 }");
        assertThat(workflows.describe("e").path("status").asText()).isEqualTo("RUNNING");
    }
}
