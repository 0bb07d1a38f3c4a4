package dev.sluice.engine.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Summary;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.trace.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe whose dead-letter queue, or target, takes nothing is not made, or says why its records do not pass. */
class DeadLetterQueueTest {

    private static final String LETTERS = "arn:aws:sqs:us-east-1:000000000000:letters";
    private static final String ONE_RETRY =
            ",\"MaximumRetryAttempts\":1,\"DeadLetterConfig\":{\"Arn\":\"" + LETTERS + "\"}";

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
    void aPipeWhoseDeadLetterQueueDoesNotExistIsNotMade() {
        flow.sqs.raw("GetQueueAttributes", request -> {
            throw AwsException.of("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
        });
        flow.pipe("orders", ONE_RETRY);
        assertThat(state()).isEqualTo("CREATE_FAILED");
        assertThat(reason())
                .startsWith("Error occurred while sending message to SQS queue " + LETTERS)
                .contains("NonExistentQueue", "The specified queue does not exist.");
    }

    @Test
    void aRecordThatCannotBeDeadLetteredShowsInTheStateAndInTheMetricUntilTheQueueTakesIt() {
        flow.pipe("orders", ONE_RETRY);
        refuseLetters();
        failOn("13");
        flow.put("a", 13);
        advanceUntil(Duration.ofMillis(500), () -> reason().contains("not authorized"));
        flow.put("b", 14);
        assertThat(state()).isEqualTo("RUNNING");
        assertThat(reason())
                .contains("A record that failed cannot be put where failed records go, and those behind it wait")
                .contains("is not authorized to perform: sqs:SendMessage");
        assertThat(flow.call("pipes", "ListPipes", "{}")
                        .at("/Pipes/0/StateReason")
                        .asText())
                .contains("not authorized");
        double failed = executionsFailed();
        advanceUntil(Duration.ofSeconds(5), () -> executionsFailed() > failed);
        flow.sqs.on("SendMessage", input -> Json.object().put("MessageId", "1"));
        advanceUntil(Duration.ofSeconds(5), () -> flow.arrived().equals(List.of("b:14")));
        advanceUntil(Duration.ofSeconds(1), () -> reason().isEmpty());
    }

    @Test
    void recordsThatExpiredInTheStreamAreLeftBehindWhenNothingTakesThePointersToThem() {
        flow.pipe("orders", ONE_RETRY);
        refuseLetters();
        failOn("13");
        flow.put("a", 13);
        advanceUntil(Duration.ofMillis(500), () -> !reason().isEmpty());
        time.advance(Duration.ofHours(25));
        flow.put("b", 14);
        advanceUntil(Duration.ofSeconds(5), () -> flow.arrived().equals(List.of("b:14")));
        await().until(() -> types().contains("PIPE_DLQ_FAILED"));
    }

    @Test
    void aTargetThatIsThrottledForeverShowsInTheState() {
        flow.pipe("orders", "");
        flow.lambda.raw("Invoke", request -> {
            throw AwsException.of("TooManyRequestsException", 429, "Rate Exceeded.");
        });
        flow.put("a", 1);
        advanceUntil(Duration.ofSeconds(1), () -> reason().contains("Rate Exceeded."));
        assertThat(reason()).contains("A record failed", "times in a row, and those behind it wait");
        flow.function(records -> records);
        advanceUntil(Duration.ofSeconds(5), () -> flow.arrived().size() == 1);
        advanceUntil(Duration.ofSeconds(1), () -> reason().isEmpty());
    }

    @Test
    void whatIsRetriedWithoutLimitEndsWhenTheStreamHasDroppedIt() {
        flow.pipe("orders", ",\"DeadLetterConfig\":{\"Arn\":\"" + LETTERS + "\"}");
        failOn("13");
        flow.put("a", 13);
        advanceUntil(Duration.ofSeconds(5), () -> reason().contains("Boom"));
        time.advance(Duration.ofHours(25));
        advanceUntil(Duration.ofSeconds(5), () -> !flow.sqs.calls("SendMessage").isEmpty());
        JsonNode letter = Flow.json(
                flow.sqs.calls("SendMessage").get(0).input().path("MessageBody").asText());
        assertThat(letter.at("/context/condition").asText()).isEqualTo("RecordAgeExceeded");
    }

    @Test
    void aQueuesPipeSaysWhyNothingPasses() {
        flow.sqs.on("ReceiveMessage", input -> {
            var answer = Json.object();
            answer.putArray("Messages")
                    .addObject()
                    .put("MessageId", "m")
                    .put("ReceiptHandle", "h")
                    .put("Body", "{}");
            return answer;
        });
        flow.sqs.on("DeleteMessageBatch", input -> Json.object());
        flow.lambda.raw("Invoke", request -> Flow.functionError("always"));
        flow.call("pipes", "CreatePipe", """
                {"Name":"orders","RoleArn":"%s","Source":"arn:aws:sqs:us-east-1:000000000000:q","Target":"%s","SourceParameters":
                 {"SqsQueueParameters":{"BatchSize":1}},"Enrichment":"%s"}""".formatted(Flow.ROLE, Flow.BUS, Flow.FUNCTION));
        advanceUntil(Duration.ofSeconds(1), () -> reason().contains("batches failed: "));
        assertThat(state()).isEqualTo("RUNNING");
        flow.function(records -> records);
        advanceUntil(Duration.ofSeconds(1), () -> reason().isEmpty());
    }

    private void refuseLetters() {
        flow.sqs.raw("SendMessage", request -> {
            throw AwsException.of(
                    "AccessDenied",
                    403,
                    "User: pipe is not authorized to perform: sqs:SendMessage on resource: " + LETTERS);
        });
    }

    private void failOn(String number) {
        flow.lambda.raw("Invoke", request -> {
            String payload = new String(request.payload(), StandardCharsets.UTF_8);
            return payload.contains("\"N\":\"" + number + "\"")
                    ? Flow.functionError("no")
                    : new Response.Raw(200, Map.of(), request.payload());
        });
    }

    private String state() {
        return flow.describe("orders").path("CurrentState").asText();
    }

    private String reason() {
        return flow.describe("orders").path("StateReason").asText();
    }

    private double executionsFailed() {
        Metric metric = new Metric("AWS/EventBridge/Pipes", "ExecutionFailed", Map.of("PipeName", "orders"));
        return flow
                .kernel
                .metrics()
                .minutes(metric, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"))
                .values()
                .stream()
                .mapToDouble(Summary::sum)
                .sum();
    }

    private List<String> types() {
        List<String> types = new ArrayList<>();
        flow.kernel.trace().since(0, 1_000).forEach(each -> {
            TraceRecord record = each.record();
            types.add(record.type());
        });
        return types;
    }

    private void advanceUntil(Duration step, Callable<Boolean> done) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(step);
            return done.call();
        });
    }
}
