package dev.sluice.engine.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.trace.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipes from a DynamoDB stream.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html">DynamoDB as a source</a>
 */
class StreamPipeTest {

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private Flow flow;

    @BeforeEach
    void open() {
        flow = Flow.open(folder, time);
    }

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void rowsArriveInOrderThroughTheEnrichmentOnTheBus() {
        flow.pipe("orders", "");
        assertThat(flow.describe("orders").path("CurrentState").asText()).isEqualTo("RUNNING");
        IntStream.range(0, 50).forEach(i -> flow.put("a", i));
        await().until(() -> flow.arrived().size() == 50);
        assertThat(flow.arrived())
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "a:" + i).toList());
        JsonNode record = Flow.json(
                        new String(flow.lambda.calls("Invoke").get(0).payload(), StandardCharsets.UTF_8))
                .path(0);
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(flow.stream);
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        JsonNode entry = flow.events.calls("PutEvents").get(0).input().at("/Entries/0");
        assertThat(entry.path("EventBusName").asText()).isEqualTo(Flow.BUS);
        assertThat(flow.events.calls("PutEvents").get(0).caller()).contains("assumed-role/pipe");
    }

    @Test
    void sourceTypeResourcesTimeAndDetailComeFromTheEnrichedEvent() {
        flow.function(records ->
                Flow.json("""
                [{"eventID":"%s","source":"shop.orders","detailType":"Order placed","time":"2026-11-24T11:59:58Z","arn":"arn:aws:x:::y",
                  "detail":{"metadata":{"id":"m-1"},"data":{"text":"a \\"quoted\\" word","n":1.50}}}]""".formatted(records.path(0).path("eventID").asText())));
        flow.call("pipes", "CreatePipe", """
                {"Name":"orders","RoleArn":"%s","Source":"%s","Target":"%s","Enrichment":"%s",
                 "SourceParameters":{"DynamoDBStreamParameters":{"StartingPosition":"TRIM_HORIZON"}},
                 "TargetParameters":{"InputTemplate":"{\\"metadata\\":<$.detail.metadata>,\\"data\\":<$.detail.data>}",
                  "EventBridgeEventBusParameters":{"Source":"$.source","DetailType":"$.detailType","Time":"$.time","Resources":["$.arn"]}}}""".formatted(Flow.ROLE, flow.stream, Flow.BUS, Flow.FUNCTION));
        flow.put("a", 1);
        await().until(() -> !flow.events.calls("PutEvents").isEmpty());
        JsonNode entry = flow.events.calls("PutEvents").get(0).input().at("/Entries/0");
        assertThat(entry.path("Source").asText()).isEqualTo("shop.orders");
        assertThat(entry.path("DetailType").asText()).isEqualTo("Order placed");
        assertThat(entry.path("Time").asText()).isEqualTo("2026-11-24T11:59:58Z");
        assertThat(entry.path("Resources")).hasToString("[\"arn:aws:x:::y\"]");
        assertThat(entry.path("Detail").asText())
                .isEqualTo("{\"metadata\":{\"id\":\"m-1\"},\"data\":{\"text\":\"a \\\"quoted\\\" word\",\"n\":1.50}}");
    }

    @Test
    void whatTheFilterDoesNotMatchIsPassedOverAndLeavesATrace() {
        flow.call("pipes", "CreatePipe", """
                {"Name":"orders","RoleArn":"%s","Source":"%s","Target":"%s",
                 "SourceParameters":{"FilterCriteria":{"Filters":[{"Pattern":"{\\"dynamodb\\":{\\"NewImage\\":{\\"n\\":{\\"N\\":[\\"2\\"]}}}}"}]},
                 "DynamoDBStreamParameters":{"StartingPosition":"TRIM_HORIZON"}}}""".formatted(Flow.ROLE, flow.stream, Flow.BUS));
        flow.put("a", 1);
        flow.put("a", 2);
        await().until(() -> flow.arrived().size() == 1);
        assertThat(flow.arrived()).containsExactly("a:2");
        await().until(() -> types().contains("PIPE_FILTERED"));
    }

    @Test
    void anEmptyAnswerOfTheEnrichmentSkipsTheTarget() {
        flow.function(records -> Json.array());
        flow.pipe("orders", "");
        flow.put("a", 1);
        await().until(() -> types().contains("PIPE_SKIPPED"));
        assertThat(flow.events.calls("PutEvents")).isEmpty();
    }

    @Test
    void aPoisonedRecordIsBisectedOutAndDeadLettered() {
        flow.lambda.raw("Invoke", request -> {
            String payload = new String(request.payload(), StandardCharsets.UTF_8);
            return payload.contains("\"N\":\"13\"")
                    ? Flow.functionError("thirteen")
                    : new Response.Raw(200, Map.of(), request.payload());
        });
        IntStream.range(0, 30).forEach(i -> flow.put("k" + i, i));
        flow.pipe("orders", """
                ,"MaximumRetryAttempts":1,"OnPartialBatchItemFailure":"AUTOMATIC_BISECT",
                "DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:000000000000:letters"}""");
        advanceUntil(() -> flow.arrived().size() == 29);
        assertThat(flow.arrived())
                .containsExactlyElementsOf(IntStream.range(0, 30)
                        .filter(i -> i != 13)
                        .mapToObj(i -> "k" + i + ":" + i)
                        .toList());
        advanceUntil(() -> flow.sqs.calls("SendMessage").size() == 1);
        JsonNode letter = Flow.json(
                flow.sqs.calls("SendMessage").get(0).input().path("MessageBody").asText());
        assertThat(letter.at("/context/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(letter.at("/context/partnerResourceArn").asText()).endsWith(":pipe/orders");
        assertThat(letter.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
        assertThat(letter.at("/DDBStreamBatchInfo/streamArn").asText()).isEqualTo(flow.stream);
        await().until(() -> types().contains("PIPE_DLQ"));
        TraceRecord dead = trace().stream()
                .filter(record -> record.type().equals("PIPE_DLQ"))
                .findFirst()
                .orElseThrow();
        assertThat(dead.details()).containsEntry("message", "Boom: thirteen");
    }

    @Test
    void entriesThatTheBusRefusedAreTriedAgainThroughTheWholePipe() {
        AtomicInteger calls = new AtomicInteger();
        flow.events.on("PutEvents", input -> {
            if (calls.incrementAndGet() > 1) {
                return Flow.accepted(input.path("Entries").size());
            }
            JsonNode answer = Flow.accepted(input.path("Entries").size());
            ((ArrayNode) answer.path("Entries"))
                    .set(
                            2,
                            Json.object()
                                    .put("ErrorCode", "ThrottlingException")
                                    .put("ErrorMessage", "slow"));
            return answer;
        });
        IntStream.range(0, 5).forEach(i -> flow.put("a", i));
        flow.pipe("orders", "");
        advanceUntil(() -> flow.events.calls("PutEvents").size() == 2);
        assertThat(flow.arrived()).containsExactly("a:0", "a:1", "a:2", "a:3", "a:4", "a:2", "a:3", "a:4");
        assertThat(flow.lambda.calls("Invoke")).hasSize(2);
    }

    @Test
    void parallelPartitionsKeepTheOrderOfEachKeyUnderFailures() {
        Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        flow.lambda.raw("Invoke", request -> {
            String payload = new String(request.payload(), StandardCharsets.UTF_8);
            return payload.hashCode() % 3 == 0 && failedOnce.add(payload)
                    ? Flow.functionError("flaky")
                    : new Response.Raw(200, Map.of(), request.payload());
        });
        flow.pipe("orders", ",\"ParallelizationFactor\":4,\"BatchSize\":7");
        for (int n = 0; n < 30; n++) {
            for (String key : List.of("a", "b", "c", "d", "e", "f")) {
                flow.put(key, n);
            }
        }
        advanceUntil(() -> flow.arrived().size() == 180);
        for (String key : List.of("a", "b", "c", "d", "e", "f")) {
            assertThat(flow.arrived().stream().filter(row -> row.startsWith(key)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(n -> key + ":" + n).toList());
        }
    }

    @Test
    void aRestartGoesOnWhereThePipeStopped() {
        flow.pipe("orders", "");
        IntStream.range(0, 20).forEach(i -> flow.put("a", i));
        await().until(() -> flow.arrived().size() == 20);
        flow.close();
        flow = Flow.open(folder, time);
        flow.put("a", 20);
        await().until(() -> !flow.arrived().isEmpty());
        assertThat(flow.arrived()).containsExactly("a:20");
        assertThat(flow.describe("orders").path("CurrentState").asText()).isEqualTo("RUNNING");
    }

    @Test
    void aStoppedPipeReadsNothingAndGoesOnWhereItStopped() {
        flow.pipe("orders", "");
        flow.put("a", 1);
        await().until(() -> flow.arrived().size() == 1);
        flow.call("pipes", "StopPipe", "{\"Name\":\"orders\"}");
        await().until(() ->
                flow.describe("orders").path("CurrentState").asText().equals("STOPPED"));
        flow.put("a", 2);
        flow.call("pipes", "StartPipe", "{\"Name\":\"orders\"}");
        await().until(() -> flow.arrived().size() == 2);
        assertThat(flow.arrived()).containsExactly("a:1", "a:2");
    }

    @Test
    void latestBeginsWithWhatIsWrittenAfterThePipeWasMade() {
        flow.put("a", 1);
        flow.call("pipes", "CreatePipe", """
                {"Name":"orders","RoleArn":"%s","Source":"%s","Target":"%s",
                 "SourceParameters":{"DynamoDBStreamParameters":{"StartingPosition":"LATEST"}}}""".formatted(Flow.ROLE, flow.stream, Flow.BUS));
        flow.put("a", 2);
        await().until(() -> !flow.arrived().isEmpty());
        assertThat(flow.arrived()).containsExactly("a:2");
    }

    @Test
    void aWindowGathersABatch() {
        flow.pipe("orders", ",\"MaximumBatchingWindowInSeconds\":10,\"BatchSize\":10");
        flow.put("a", 1);
        flow.put("a", 2);
        time.advance(Duration.ofSeconds(9));
        assertThat(flow.events.calls("PutEvents")).isEmpty();
        advanceUntil(() -> flow.arrived().size() == 2);
        assertThat(flow.events.calls("PutEvents")).hasSize(1);
    }

    @Test
    void aStreamThatWasEndedIsReadToItsEnd() {
        flow.put("a", 1);
        flow.call("dynamodb", "UpdateTable", """
                {"TableName":"orders","StreamSpecification":{"StreamEnabled":false}}""");
        flow.pipe("orders", "");
        await().until(() -> flow.arrived().size() == 1);
        flow.call("dynamodb", "UpdateTable", """
                {"TableName":"orders","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}""");
        flow.put("a", 2);
        time.advance(Duration.ofMinutes(2));
        assertThat(flow.arrived()).as("a new stream is another source").containsExactly("a:1");
    }

    private void advanceUntil(Callable<Boolean> done) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(Duration.ofMillis(500));
            return done.call();
        });
    }

    private List<TraceRecord> trace() {
        List<TraceRecord> records = new ArrayList<>();
        flow.kernel.trace().since(0, 1_000).forEach(each -> records.add(each.record()));
        return records;
    }

    private List<String> types() {
        return trace().stream().map(TraceRecord::type).toList();
    }
}
