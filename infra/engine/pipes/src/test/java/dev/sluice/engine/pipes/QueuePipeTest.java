package dev.sluice.engine.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.trace.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipes from a queue.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html">SQS as a source</a>
 */
class QueuePipeTest {

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final Queue queue = new Queue();
    private Flow flow;

    @BeforeEach
    void open() {
        flow = Flow.open(folder, time);
        queue.in(flow.sqs);
    }

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void admittedMessagesReachTheBusAndAreDeleted() {
        flow.function(records -> {
            var answer = Json.array();
            records.forEach(record -> answer.addObject()
                    .put("messageId", record.path("messageId").asText())
                    .put("source", "shop")
                    .put("detailType", "Order placed")
                    .set("detail", Json.object().put("body", record.path("body").asText())));
            return answer;
        });
        pipe(",\"Enrichment\":\"" + Flow.FUNCTION + "\"", "");
        for (int i = 0; i < 25; i++) {
            send("{\"n\":" + i + "}");
        }
        await().until(() -> queue.deleted().size() == 25);
        assertThat(flow.events.calls("PutEvents").stream()
                        .mapToInt(call -> call.input().path("Entries").size())
                        .sum())
                .isEqualTo(25);
        JsonNode record = Flow.json(
                        new String(flow.lambda.calls("Invoke").get(0).payload(), StandardCharsets.UTF_8))
                .path(0);
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(Queue.ARN);
        assertThat(record.path("body").asText()).startsWith("{\"n\":");
    }

    @Test
    void aPipeStopsAlthoughItsQueueIsNeverEmpty() {
        flow.sqs.on("ReceiveMessage", input -> {
            for (int i = 0; i < input.path("MaxNumberOfMessages").asInt(); i++) {
                queue.add("x");
            }
            return queue.receive(input);
        });
        pipe("", "");
        await().until(() -> queue.deleted().size() > 100);
        flow.call("pipes", "StopPipe", "{\"Name\":\"gate\"}");
        await().until(() -> flow.describe("gate").path("CurrentState").asText().equals("STOPPED"));
    }

    @Test
    void aBodyOfJsonIsLookedIntoByFiltersAndTemplatesAndTheUnmatchedIsDeleted() {
        pipe("", """
                ,"SourceParameters":{"FilterCriteria":{"Filters":[{"Pattern":"{\\"body\\":{\\"kind\\":[\\"good\\"]}}"}]}},
                "TargetParameters":{"InputTemplate":"{\\"kind\\":<$.body.kind>,\\"whole\\":<$.body>,\\"text\\":\\"is <$.body.kind>\\"}"}""");
        send("plain text");
        send("{\"kind\":\"bad\"}");
        send("{\"kind\":\"good\",\"x\":[1,2]}");
        await().until(() -> queue.deleted().size() == 3);
        assertThat(flow.events.calls("PutEvents")).hasSize(1);
        assertThat(flow.events
                        .calls("PutEvents")
                        .get(0)
                        .input()
                        .at("/Entries/0/Detail")
                        .asText())
                .isEqualTo("{\"kind\":\"good\",\"whole\":{\"kind\":\"good\",\"x\":[1,2]},\"text\":\"is good\"}");
    }

    @Test
    void onlyWhatTheBusRefusedStaysInTheQueue() {
        flow.events.on("PutEvents", input -> {
            var answer = Flow.accepted(input.path("Entries").size());
            for (int i = 0; i < input.path("Entries").size(); i++) {
                if (input.path("Entries").path(i).path("Detail").asText().contains("poison")) {
                    ((ArrayNode) answer.path("Entries"))
                            .set(
                                    i,
                                    Json.object()
                                            .put("ErrorCode", "MalformedDetail")
                                            .put("ErrorMessage", "Detail is malformed."));
                }
            }
            return answer;
        });
        pipe("", "");
        List.of("a", "poison", "b").forEach(this::send);
        await().until(() -> queue.deleted().size() == 2);
        assertThat(queue.deleted()).containsExactlyInAnyOrder("m0", "m2");
        await().until(() -> trace().stream().anyMatch(record -> record.type().equals("PIPE_ATTEMPT_FAILED")));
        TraceRecord failure = trace().stream()
                .filter(record -> record.type().equals("PIPE_ATTEMPT_FAILED"))
                .findFirst()
                .orElseThrow();
        assertThat(failure.details()).containsEntry("code", "MalformedDetail");
    }

    @Test
    void aFailureLeavesAllOfTheBatchInTheQueueAndNamesTheEventInTheTrace() {
        flow.lambda.raw("Invoke", request -> Flow.functionError("no"));
        pipe(",\"Enrichment\":\"" + Flow.FUNCTION + "\"", "");
        send("{\"id\":\"e-1\",\"detail-type\":\"Order placed\",\"detail\":{\"metadata\":{\"id\":\"stable-1\"}}}");
        await().until(() -> !flow.kernel.trace().of("stable-1").isEmpty());
        TraceRecord failure = flow.kernel.trace().of("stable-1").get(0);
        assertThat(failure.eventId()).isEqualTo("e-1");
        assertThat(failure.details()).containsEntry("message", "Boom: no");
        assertThat(queue.deleted()).isEmpty();
    }

    @Test
    void anEnrichmentOfMoreThanFiveMinutesEndsTheExecution() {
        flow.lambda.raw("Invoke", request -> {
            time.advance(Duration.ofMinutes(6));
            return new Response.Raw(200, Map.of(), request.payload());
        });
        pipe(",\"Enrichment\":\"" + Flow.FUNCTION + "\"", "");
        send("{\"id\":\"e-1\",\"detail-type\":\"Order placed\",\"detail\":{\"metadata\":{\"id\":\"stable-1\"}}}");
        await().until(() -> !flow.kernel.trace().of("stable-1").isEmpty());
        assertThat(flow.kernel.trace().of("stable-1").get(0).details()).containsEntry("code", "ExecutionTimeout");
        assertThat(queue.deleted()).isEmpty();
        assertThat(flow.events.calls("PutEvents")).isEmpty();
    }

    @Test
    void throttlingIsWaitedOutWithoutGivingTheMessagesBack() {
        AtomicInteger calls = new AtomicInteger();
        flow.lambda.raw("Invoke", request -> {
            if (calls.incrementAndGet() < 4) {
                throw AwsException.of("TooManyRequestsException", 429, "Rate Exceeded.");
            }
            return new Response.Raw(200, Map.of(), request.payload());
        });
        pipe(",\"Enrichment\":\"" + Flow.FUNCTION + "\"", "");
        send("x");
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(Duration.ofMillis(100));
            return queue.deleted().size() == 1;
        });
        assertThat(flow.lambda.calls("Invoke")).hasSize(4);
    }

    @Test
    void slowTargetsHaveManyBatchesAtOnce() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(30);
        flow.lambda.raw("Invoke", request -> {
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Response.Raw(200, Map.of(), request.payload());
        });
        pipe(
                ",\"Enrichment\":\"" + Flow.FUNCTION + "\"",
                ",\"SourceParameters\":{\"SqsQueueParameters\":{\"BatchSize\":1}}");
        for (int i = 0; i < 30; i++) {
            send("x" + i);
        }
        assertThat(all.await(300, TimeUnit.SECONDS)).isTrue();
        await().until(() -> queue.deleted().size() == 30);
    }

    @Test
    void aWindowGathersMoreThanOneReceiveAndHidesTheMessagesLongEnough() {
        pipe(
                "",
                ",\"Target\":\"" + Flow.FUNCTION
                        + "\",\"SourceParameters\":{\"SqsQueueParameters\":{\"BatchSize\":20,\"MaximumBatchingWindowInSeconds\":60}}");
        for (int i = 0; i < 15; i++) {
            send("x" + i);
        }
        await().until(() -> queue.waiting() == 0);
        assertThat(queue.receives()).hasSizeGreaterThan(1);
        assertThat(flow.lambda.calls("Invoke")).isEmpty();
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(Duration.ofSeconds(10));
            return queue.deleted().size() == 15;
        });
        assertThat(flow.lambda.calls("Invoke")).hasSize(1);
        assertThat(queue.receives().get(0).path("VisibilityTimeout").asInt()).isEqualTo(7 * 60 + 60 + 30);
    }

    @Test
    void aFunctionAsTargetMayNameTheMessagesThatFailed() {
        flow.function(records -> Flow.json("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}"));
        pipe(
                "",
                ",\"Target\":\"" + Flow.FUNCTION
                        + "\",\"SourceParameters\":{\"SqsQueueParameters\":{\"BatchSize\":5,\"MaximumBatchingWindowInSeconds\":1}}");
        List.of("a", "b", "c").forEach(this::send);
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(Duration.ofSeconds(1));
            return queue.deleted().size() == 2;
        });
        assertThat(queue.deleted()).containsExactlyInAnyOrder("m0", "m2");
    }

    @Test
    void anApiDestinationGetsOneEventAtATimeWithPathAndQueryFromTheEvent() {
        pipe("", """
                ,"Target":"arn:aws:events:us-east-1:000000000000:api-destination/hook/1",
                "TargetParameters":{"InputTemplate":"<$.body>","HttpParameters":{"PathParameterValues":["$.body.id"],
                 "HeaderParameters":{"x-static":"yes"},"QueryStringParameters":{"n":"$.body.n"}}}""");
        send("{\"id\":\"a/b\",\"n\":3}");
        send("{\"id\":\"teapot\"}");
        await().until(() -> flow.posts.size() == 2);
        await().until(() -> queue.deleted().size() == 1);
        assertThat(flow.posts).anySatisfy(call -> {
            assertThat(call.body()).isEqualTo("{\"id\":\"a/b\",\"n\":3}");
            assertThat(call.pathValues()).containsExactly("a/b");
            assertThat(call.headers()).containsEntry("x-static", "yes");
            assertThat(call.query()).containsEntry("n", "3");
        });
        assertThat(queue.deleted()).containsExactly("m0");
    }

    @Test
    void anApiDestinationMayEnrich() {
        pipe("""
                ,"Enrichment":"arn:aws:events:us-east-1:000000000000:api-destination/hook/1",
                "EnrichmentParameters":{"HttpParameters":{"PathParameterValues":["$.body.zip"]}}""", "");
        send("{\"zip\":\"90210\"}");
        await().until(() -> queue.deleted().size() == 1);
        assertThat(flow.posts.get(0).pathValues()).containsExactly("90210");
        assertThat(flow.events
                        .calls("PutEvents")
                        .get(0)
                        .input()
                        .at("/Entries/0/Detail")
                        .asText())
                .startsWith("{\"answered\":{\"messageId\":\"m0\"");
    }

    @Test
    void aPipeLogsToItsGroupAtItsLevel() {
        flow.lambda.raw("Invoke", request -> Flow.functionError("no"));
        pipe(",\"Enrichment\":\"" + Flow.FUNCTION + "\"", """
                ,"LogConfiguration":{"Level":"ERROR","IncludeExecutionData":["ALL"],"CloudwatchLogsLogDestination":
                 {"LogGroupArn":"arn:aws:logs:us-east-1:000000000000:log-group:/pipes/gate"}}""");
        send("x");
        await().until(() -> !flow.logs.calls("PutLogEvents").isEmpty());
        JsonNode call = flow.logs.calls("PutLogEvents").get(0).input();
        assertThat(call.path("logGroupName").asText()).isEqualTo("/pipes/gate");
        JsonNode record = Flow.json(call.at("/logEvents/0/message").asText());
        assertThat(record.path("messageType").asText()).isEqualTo("EXECUTION_FAILED");
        assertThat(record.at("/error/message").asText()).isEqualTo("Boom: no");
        assertThat(record.path("payload").asText()).contains("\"messageId\":\"m0\"");
    }

    @Test
    void dataPointsTellWhatThePipeDid() {
        pipe("", "");
        send("x");
        await().until(() -> queue.deleted().size() == 1);
        assertThat(flow.kernel.metrics().known().stream()
                        .filter(metric -> metric.dimensions().equals(Map.of("PipeName", "gate")))
                        .map(dev.sluice.engine.metrics.Metric::name))
                .contains("Invocations", "EventCount", "Duration", "TargetStageDuration")
                .doesNotContain("ExecutionFailed", "EnrichmentStageDuration");
    }

    private void pipe(String members, String more) {
        String target = more.contains("\"Target\"") ? "" : ",\"Target\":\"" + Flow.BUS + "\"";
        flow.call(
                "pipes",
                "CreatePipe",
                "{\"Name\":\"gate\",\"RoleArn\":\"" + Flow.ROLE + "\",\"Source\":\"" + Queue.ARN + "\"" + target
                        + members + more + "}");
        assertThat(flow.describe("gate").path("CurrentState").asText()).isEqualTo("RUNNING");
    }

    private void send(String body) {
        queue.add(body);
        flow.kernel.signals().signal(Queue.ARN);
    }

    private List<TraceRecord> trace() {
        return flow.kernel.trace().since(0, 1_000).stream()
                .map(dev.sluice.engine.trace.Trace.Numbered::record)
                .toList();
    }
}
