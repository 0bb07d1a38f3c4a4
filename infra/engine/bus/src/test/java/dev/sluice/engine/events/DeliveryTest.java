package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.testing.StandIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";
    private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/r";
    private static final String ROLE = "\"RoleArn\":\"arn:aws:iam::000000000000:role/x\"";
    private static final String FUNCTION = "{\"Arn\":\"arn:aws:lambda:us-east-1:000000000000:function:f\"}";
    private static final String DESTINATION = "\"Arn\":\"arn:aws:events:us-east-1:000000000000:api-destination/d/1\","
            + ROLE + ",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD + "\"}";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private FakeTargets.Message dead() {
        await().until(() -> !bench.targets.on("dead").isEmpty());
        return bench.targets.on("dead").get(0);
    }

    @Test
    @DisplayName("B.10: a queue has the event when PutEvents answers, sent by EventBridge in its own name")
    void queue() {
        bench.rule("r", "s", "{\"Arn\":\"" + QUEUE + "\"}");
        String id = bench.put("default", "s", "{\"n\": 1.0}");
        assertThat(bench.targets.messages).hasSize(1);
        FakeTargets.Message message = bench.targets.messages.get(0);
        assertThat(message.caller()).isEqualTo("events.amazonaws.com");
        assertThat(message.body())
                .isEqualTo(
                        "{\"version\":\"0\",\"id\":\"" + id
                                + "\",\"detail-type\":\"t\",\"source\":\"s\",\"account\":\"000000000000\","
                                + "\"time\":\"2026-11-24T12:00:00Z\",\"region\":\"us-east-1\",\"resources\":[],\"detail\":{\"n\":1.0}}");
        assertThat(bench.trace(id)).hasSize(2).first().isEqualTo("EVENT_INGEST_SUCCESS {rules=r}");
        assertThat(bench.trace(id).get(1)).startsWith("INVOCATION_SUCCESS ").contains("rule=r", "target=" + QUEUE);
        assertThat(bench.metric("Invocations", "r")).isEqualTo(1);
    }

    @Test
    @DisplayName("B.9, B.10: with a role it is the role that sends; the message group may be a path")
    void fifoQueue() {
        bench.rule(
                "r",
                "s",
                "{\"Arn\":\"" + QUEUE + ".fifo\"," + ROLE
                        + ",\"SqsParameters\":{\"MessageGroupId\":\"$.detail.key\"},\"InputPath\":\"$.detail\"}");
        bench.put("default", "s", "{\"key\":\"k1\"}");
        FakeTargets.Message message = bench.targets.messages.get(0);
        assertThat(message.caller()).isEqualTo("arn:aws:sts::000000000000:assumed-role/x/test");
        assertThat(message.input().path("MessageGroupId").asText()).isEqualTo("k1");
        assertThat(message.body()).isEqualTo("{\"key\":\"k1\"}");
    }

    @Test
    @DisplayName(
            "B.9, B.15: a missing queue is not retried: the event goes to the dead-letter queue, with the six attributes")
    void missingQueue() {
        bench.targets.refusals.put(
                QUEUE,
                AwsException.of("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist."));
        bench.rule("r", "s", "{\"Arn\":\"" + QUEUE + "\",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD + "\"}}");
        String id = bench.put("default", "s", "{}");
        FakeTargets.Message letter = dead();
        assertThat(letter.body()).contains("\"id\":\"" + id + "\"");
        assertThat(letter.attribute("RULE_ARN")).isEqualTo(RULE);
        assertThat(letter.attribute("TARGET_ARN")).isEqualTo(QUEUE);
        assertThat(letter.attribute("ERROR_CODE")).isEqualTo("NO_RESOURCE");
        assertThat(letter.attribute("ERROR_MESSAGE")).isEqualTo("The specified queue does not exist.");
        assertThat(letter.attribute("RETRY_ATTEMPTS")).isEqualTo("0");
        assertThat(letter.input().path("MessageAttributes").has("EXHAUSTED_RETRY_CONDITION"))
                .isFalse();
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(2));
        assertThat(bench.trace(id).get(1)).startsWith("INVOCATION_DLQ ").contains("code=NO_RESOURCE", "attempt=1");
        assertThat(bench.metric("InvocationsSentToDlq", "r")).isEqualTo(1);
        assertThat(bench.metric("FailedInvocations", "r")).isEqualTo(1);
    }

    @Test
    @DisplayName("B.9: a missing permission is found at delivery, and a role that cannot be assumed has its own code")
    void permissions() {
        bench.access.denial =
                context -> Optional.of("not you").filter(text -> "sts:AssumeRole".equals(context.get("action")));
        bench.rule(
                "r", "s", "{\"Arn\":\"" + QUEUE + "\"," + ROLE + ",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD + "\"}}");
        bench.put("default", "s", "{}");
        assertThat(dead().attribute("ERROR_CODE")).isEqualTo("FAILED_TO_ASSUME_ROLE");
        bench.targets.messages.clear();
        bench.access.denial = context -> Optional.empty();
        bench.targets.refusals.put(QUEUE, AwsException.of("AccessDenied", "not this role"));
        bench.put("default", "s", "{}");
        assertThat(dead().attribute("ERROR_CODE")).isEqualTo("NO_PERMISSIONS");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what a target refuses as too large or malformed is a dead letter at once, with the reason")
    @CsvSource({
        "arn:aws:sqs:us-east-1:000000000000:q, InvalidParameterValue, 400",
        "arn:aws:lambda:us-east-1:000000000000:function:f, RequestTooLargeException, 413",
        "arn:aws:states:us-east-1:000000000000:stateMachine:m, ValidationException, 400"
    })
    void aRefusal(String target, String code, int status) {
        AwsException refusal = AwsException.of(code, status, "too large");
        bench.targets.refusals.put(QUEUE, refusal);
        bench.kernel.aws().register(new StandIn("lambda").raw("Invoke", request -> refuse(refusal)));
        bench.kernel.aws().register(new StandIn("states").raw("StartExecution", request -> refuse(refusal)));
        bench.rule(
                "r", "s", "{\"Arn\":\"" + target + "\"," + ROLE + ",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD + "\"}}");
        String id = bench.put("default", "s", "{}");
        assertThat(dead().body()).contains(id);
        assertThat(dead().attribute("ERROR_CODE")).isEqualTo("INVALID_PARAMETER");
        assertThat(dead().attribute("ERROR_MESSAGE")).isEqualTo("too large");
    }

    private static Response refuse(AwsException refusal) {
        throw refusal;
    }

    @Test
    @DisplayName("B.15: whatever a target says, its words fit into an attribute of a dead letter")
    void anErrorMessageOfAnyKind() {
        bench.targets.answer = (arn, call) -> Outcome.refused("ERROR_FROM_TARGET", "\uffff\ud83d\ude00".repeat(2_000));
        bench.rule("r", "s", "{" + DESTINATION + "}");
        bench.put("default", "s", "{}");
        String message = dead().attribute("ERROR_MESSAGE");
        assertThat(message).startsWith("\\uffff\ud83d\ude00").hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    @DisplayName("B.15: a dead-letter queue that refuses is counted, and the trace keeps both reasons")
    void deadLetterQueueFails() {
        bench.targets.refusals.put(QUEUE, AwsException.of("AccessDenied", "no queue for you"));
        bench.targets.refusals.put(DEAD, AwsException.of("AccessDenied", "no letters either"));
        bench.rule("r", "s", "{\"Arn\":\"" + QUEUE + "\",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD + "\"}}");
        String id = bench.put("default", "s", "{}");
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(2));
        assertThat(bench.trace(id).get(1))
                .startsWith("INVOCATION_FAILURE ")
                .contains("no queue for you", "no letters either");
        assertThat(bench.metric("InvocationsFailedToBeSentToDlq", "r")).isEqualTo(1);
    }

    @Test
    @DisplayName("B.12: what a transformer makes no JSON of is not delivered")
    void invalidInput() {
        bench.rule(
                "r",
                "s",
                "{\"Arn\":\"" + QUEUE + "\",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD
                        + "\"},\"InputTransformer\":{\"InputPathsMap\":{\"d\":\"$.detail\"},\"InputTemplate\":\"{\\\"x\\\":\\\"<d>\\\"}\"}}");
        String id = bench.put("default", "s", "{\"a\":\"b\"}");
        assertThat(dead().attribute("ERROR_CODE")).isEqualTo("INVALID_JSON");
        assertThat(dead().body()).contains(id);
        assertThat(bench.targets.on("q")).isEmpty();
    }

    @Test
    @DisplayName("B.10: a function is invoked asynchronously, with the trace header; 202 is delivery")
    void function() {
        StandIn lambda = new StandIn("lambda").raw("Invoke", request -> new Response.Raw(202, Map.of(), new byte[0]));
        bench.kernel.aws().register(lambda);
        bench.rule("r", "s", FUNCTION);
        String id = bench.put("default", "s", "{}");
        await().until(() -> !lambda.calls("Invoke").isEmpty());
        StandIn.Call call = lambda.calls("Invoke").get(0);
        assertThat(call.input())
                .hasToString("{\"FunctionName\":\"arn:aws:lambda:us-east-1:000000000000:function:f\","
                        + "\"InvocationType\":\"Event\"}");
        assertThat(new String(call.payload(), StandardCharsets.UTF_8)).contains("\"id\":\"" + id + "\"");
        await().untilAsserted(
                        () -> assertThat(bench.trace(id)).last().asString().startsWith("INVOCATION_SUCCESS"));
        assertThat(bench.metric("SuccessfulInvocationAttempts", "r")).isEqualTo(1);
    }

    @Test
    @DisplayName("B.10: a state machine is started once an event, whatever happens between")
    void stateMachine() {
        StandIn states = new StandIn("states").on("StartExecution", input -> {
            throw AwsException.of("ExecutionAlreadyExists", "it runs");
        });
        bench.kernel.aws().register(states);
        bench.rule("r", "s", "{\"Arn\":\"arn:aws:states:us-east-1:000000000000:stateMachine:m\"," + ROLE + "}");
        String id = bench.put("default", "s", "{}");
        await().untilAsserted(
                        () -> assertThat(bench.trace(id)).last().asString().startsWith("INVOCATION_SUCCESS"));
        JsonNode input = states.calls("StartExecution").get(0).input();
        assertThat(input.path("stateMachineArn").asText()).endsWith(":stateMachine:m");
        assertThat(input.path("name").asText()).startsWith(id + "_").hasSizeLessThanOrEqualTo(80);
        assertThat(input.path("input").asText()).contains(id);
    }

    @Test
    @DisplayName("A.10: another bus gets the event with its id; a third one does not, and the dead letter says why")
    void hops() {
        bench.call("CreateEventBus", "{\"Name\":\"two\"}");
        bench.call("CreateEventBus", "{\"Name\":\"three\"}");
        String pattern = "\"EventPattern\":\"{\\\"source\\\":[\\\"s\\\"]}\"";
        String bus = "arn:aws:events:us-east-1:000000000000:event-bus/";
        bench.rule("r", "s", "{\"Arn\":\"" + bus + "two\"," + ROLE + "}");
        bench.call("PutRule", "{\"Name\":\"on\",\"EventBusName\":\"two\"," + pattern + "}");
        bench.call(
                "PutTargets",
                "{\"Rule\":\"on\",\"EventBusName\":\"two\",\"Targets\":[{\"Id\":\"q\",\"Arn\":\"" + QUEUE
                        + "\"},{\"Id\":\"b\",\"Arn\":\"" + bus + "three\"," + ROLE
                        + ",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD + "\"}}]}");
        String id = bench.put("default", "s", "{\"a\":1}");
        await().until(() -> bench.targets.on("q").size() == 1);
        assertThat(bench.targets.on("q").get(0).body()).contains("\"id\":\"" + id + "\"");
        assertThat(dead().attribute("ERROR_CODE")).isEqualTo("THIRD_ACCOUNT_HOP_DETECTED");
        assertThat(dead().attribute("TARGET_ARN")).isEqualTo(bus + "three");
    }

    @Test
    @DisplayName(
            "L.1: an API destination gets values from the original event, whatever the transformer makes; missing ones are empty")
    void apiDestination() {
        bench.rule(
                "r",
                "s",
                "{" + DESTINATION + ",\"InputPath\":\"$.detail.body\",\"HttpParameters\":{\"PathParameterValues\":"
                        + "[\"$.detail.id\",\"fixed\"],\"HeaderParameters\":{\"X-Sig\":\"$.detail.sig\",\"X-No\":\"$.detail.none\"},"
                        + "\"QueryStringParameters\":{\"n\":\"$.detail.n\"}}}");
        bench.put("default", "s", "{\"id\":\"7\",\"sig\":\"abc\",\"n\":5,\"body\":{\"x\":1}}");
        await().until(() -> !bench.targets.calls.isEmpty());
        var call = bench.targets.calls.get(0).call();
        assertThat(call.body()).isEqualTo("{\"x\":1}");
        assertThat(call.path()).containsExactly("7", "fixed");
        assertThat(call.headers()).containsExactly(Map.entry("X-Sig", "abc"), Map.entry("X-No", ""));
        assertThat(call.query()).containsExactly(Map.entry("n", "5"));
    }

    @Test
    @DisplayName("B.14: what fails is tried again, later each time, until the attempts are used up")
    void retries() {
        bench.targets.answer = (arn, call) -> Outcome.retryable("ERROR_FROM_TARGET", "500");
        bench.rule("r", "s", "{" + DESTINATION + ",\"RetryPolicy\":{\"MaximumRetryAttempts\":2}}");
        String id = bench.put("default", "s", "{}");
        for (int attempt = 1; attempt <= 3; attempt++) {
            int made = attempt;
            await().untilAsserted(() -> assertThat(bench.trace(id)).hasSizeGreaterThan(made));
            bench.time.advance(Duration.ofSeconds(4));
        }
        FakeTargets.Message letter = dead();
        assertThat(letter.attribute("EXHAUSTED_RETRY_CONDITION")).isEqualTo("MaximumRetryAttempts");
        assertThat(letter.attribute("RETRY_ATTEMPTS")).isEqualTo("2");
        assertThat(letter.attribute("ERROR_CODE")).isEqualTo("ERROR_FROM_TARGET");
        assertThat(bench.targets.calls).hasSize(3);
        assertThat(bench.trace(id).stream().map(step -> step.split(" ", 2)[0]))
                .containsExactly(
                        "EVENT_INGEST_SUCCESS",
                        "INVOCATION_ATTEMPT_RETRYABLE_FAILURE",
                        "INVOCATION_ATTEMPT_RETRYABLE_FAILURE",
                        "INVOCATION_DLQ");
        assertThat(bench.metric("RetryInvocationAttempts", "r")).isEqualTo(2);
    }

    @Test
    @DisplayName("B.14: an event that has become too old is abandoned, even if only because of Retry-After")
    void tooOld() {
        bench.targets.answer =
                (arn, call) -> new Outcome.Retryable("THROTTLING", "429", Optional.of(Duration.ofMinutes(10)));
        bench.rule("r", "s", "{" + DESTINATION + ",\"RetryPolicy\":{\"MaximumEventAgeInSeconds\":60}}");
        String id = bench.put("default", "s", "{}");
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(2));
        bench.time.advance(Duration.ofSeconds(59));
        assertThat(bench.targets.calls).hasSize(1);
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(dead().attribute("EXHAUSTED_RETRY_CONDITION")).isEqualTo("MaximumEventAgeInSeconds");
        assertThat(dead().attribute("ERROR_CODE")).isEqualTo("THROTTLING");
    }

    @Test
    @DisplayName("C.6: the longer of Retry-After and back-off counts; a negative Retry-After stops retrying")
    void retryAfter() {
        bench.targets.answer = (arn, call) -> call == 1
                ? new Outcome.Retryable("THROTTLING", "429", Optional.of(Duration.ofSeconds(30)))
                : new Outcome.Retryable("THROTTLING", "429", Optional.of(Duration.ofSeconds(-1)));
        bench.rule("r", "s", "{" + DESTINATION + "}");
        String id = bench.put("default", "s", "{}");
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(2));
        bench.time.advance(Duration.ofSeconds(29));
        assertThat(bench.targets.calls).hasSize(1);
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(dead().attribute("ERROR_CODE")).isEqualTo("THROTTLING");
        assertThat(bench.targets.calls).hasSize(2);
    }

    @Test
    @DisplayName(
            "B.14: what the destination refuses is not tried again; without a dead-letter queue the trace is what remains")
    void refused() {
        bench.targets.answer = (arn, call) -> Outcome.refused("SDK_CLIENT_ERROR", "404");
        bench.rule("r", "s", "{" + DESTINATION.replace(",\"DeadLetterConfig\":{\"Arn\":\"" + DEAD + "\"}", "") + "}");
        String id = bench.put("default", "s", "{}");
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(2));
        assertThat(bench.trace(id).get(1))
                .startsWith("INVOCATION_FAILURE ")
                .contains("code=SDK_CLIENT_ERROR", "message=404", "attempt=1");
    }

    @Test
    @DisplayName("a slow target does not hold up another one, nor does a long backlog of it")
    void isolation() {
        CountDownLatch release = new CountDownLatch(1);
        bench.targets.answer = (arn, call) -> {
            if (arn.endsWith("/slow/1")) {
                Latches.await(release);
            }
            return Outcome.delivered();
        };
        bench.rule("slow", "s", "{" + DESTINATION.replace("/d/1", "/slow/1") + "}");
        bench.rule("fast", "f", "{" + DESTINATION + "}");
        for (int i = 0; i < 100; i++) {
            bench.put("default", "s", "{}");
        }
        String id = bench.put("default", "f", "{}");
        await().untilAsserted(
                        () -> assertThat(bench.trace(id)).last().asString().startsWith("INVOCATION_SUCCESS"));
        release.countDown();
        await().until(() -> bench.metric("Invocations", "slow") == 100);
    }

    @Test
    @DisplayName("a destination's rate is waited for without a thread, then the call is made")
    void rateLimited() {
        bench.targets.wait = Duration.ofSeconds(5);
        bench.rule("r", "s", "{" + DESTINATION + "}");
        String id = bench.put("default", "s", "{}");
        await().until(() -> bench.time.pending() > 0);
        assertThat(bench.targets.calls).isEmpty();
        assertThat(bench.metric("ThrottledRules", "r")).isEqualTo(1);
        bench.time.advance(Duration.ofSeconds(5));
        await().untilAsserted(
                        () -> assertThat(bench.trace(id)).last().asString().startsWith("INVOCATION_SUCCESS"));
        assertThat(bench.targets.calls).hasSize(1);
    }

    @Test
    @DisplayName("deliveries of an earlier run are taken up at the next start, waiting ones when they are due")
    void restart() {
        bench.targets.answer = (arn, call) -> Outcome.retryable("ERROR_FROM_TARGET", "500");
        bench.rule("r", "s", "{" + DESTINATION + "}");
        String id = bench.put("default", "s", "{}");
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(2));
        bench.close();
        bench = new Bench(folder);
        bench.events.start();
        bench.time.advance(Duration.ofSeconds(2));
        await().untilAsserted(
                        () -> assertThat(bench.trace(id)).last().asString().startsWith("INVOCATION_SUCCESS"));
    }

    @Test
    @DisplayName("a target that is removed while events wait for it: they are abandoned with a reason")
    void removedTarget() {
        bench.targets.answer = (arn, call) -> Outcome.retryable("ERROR_FROM_TARGET", "500");
        bench.rule("r", "s", "{" + DESTINATION + "}");
        String id = bench.put("default", "s", "{}");
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(2));
        bench.call("RemoveTargets", "{\"Rule\":\"r\",\"Ids\":[\"t\"]}");
        bench.time.advance(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(bench.trace(id)).hasSize(3));
        assertThat(bench.trace(id).get(2))
                .isEqualTo("INVOCATION_FAILURE {rule=r, code=NO_RESOURCE,"
                        + " message=The rule or its target no longer exists., attempt=1}");
    }
}
