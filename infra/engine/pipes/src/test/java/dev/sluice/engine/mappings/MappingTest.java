package dev.sluice.engine.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Mappings over the engine's own queues and streams.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Queues</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Streams</a>
 */
class MappingTest extends MappingFixture {

    @Test
    void messagesReachTheFunctionAndAreDeleted() {
        queue("work", "{}");
        create("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(QUEUE));
        send("work", "{\"n\":1}");
        await().until(() -> left("work") == 0 && batches.size() == 1);
        JsonNode record = batches.get(0).path(0);
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(QUEUE);
        assertThat(record.path("body").asText()).isEqualTo("{\"n\":1}");
        assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(record.path("md5OfBody").asText()).isNotEmpty();
        assertThat(record.get("md5OfMessageAttributes")).isEqualTo(Json.object().nullNode());
    }

    @Test
    void onlyTheItemsThatTheFunctionNamesComeAgain() {
        queue("work", "{\"VisibilityTimeout\":\"30\"}");
        AtomicInteger calls = new AtomicInteger();
        function(records -> {
            calls.incrementAndGet();
            ObjectNode answer = Json.object();
            ArrayNode failures = answer.putArray("batchItemFailures");
            records.forEach(record -> {
                if (record.path("body").asText().equals("bad")
                        && record.at("/attributes/ApproximateReceiveCount")
                                .asText()
                                .equals("1")) {
                    failures.addObject()
                            .put("itemIdentifier", record.path("messageId").asText());
                }
            });
            return answer;
        });
        create(
                "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]}"
                        .formatted(QUEUE));
        send("work", "good");
        send("work", "bad");
        await().until(() -> left("work") == 1);
        advanceUntil(Duration.ofSeconds(5), () -> left("work") == 0);
    }

    @Test
    void anAnswerThatNamesUnknownItemsFailsTheWholeBatch() {
        queue("work", "{\"VisibilityTimeout\":\"30\"}");
        function(records -> Json.parseTrusted("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}"));
        create(
                "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]}"
                        .formatted(QUEUE));
        send("work", "a");
        await().until(() -> batches.size() == 1);
        await().until(() -> !kernel.trace().since(0, 10).isEmpty());
        assertThat(left("work")).isEqualTo(1);
    }

    @Test
    void slowFunctionsRunAtOnceUpToTheMaximumConcurrencyAndLeaveOtherQueuesAlone() throws InterruptedException {
        queue("work", "{\"VisibilityTimeout\":\"300\"}");
        queue("other", "{}");
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch gate = new CountDownLatch(1);
        function(records -> {
            if (records.path(0).path("eventSourceARN").asText().endsWith(":work")) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                try {
                    gate.await(300, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                now.decrementAndGet();
            }
            return Json.object();
        });
        create(
                "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"BatchSize\":1,\"ScalingConfig\":{\"MaximumConcurrency\":20}}"
                        .formatted(QUEUE));
        create("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(QUEUE.replace("work", "other")));
        for (int i = 0; i < 60; i++) {
            send("work", "x" + i);
        }
        await().until(() -> now.get() == 20);
        send("other", "quick");
        await().until(() -> left("other") == 0);
        gate.countDown();
        await().until(() -> left("work") == 0);
        assertThat(most.get()).isEqualTo(20);
    }

    @Test
    void aStreamsPoisonedRecordIsRetriedThenRecordedAndPassedOver() {
        String stream = stream();
        lambda.raw("Invoke", request -> {
            String payload = new String(request.payload(), StandardCharsets.UTF_8);
            return payload.contains("\"S\":\"k2\"")
                    ? new Response.Raw(
                            200,
                            Map.of("X-Amz-Function-Error", "Unhandled"),
                            "{\"errorMessage\":\"no\"}".getBytes(StandardCharsets.UTF_8))
                    : answer(request, records -> Json.object());
        });
        queue("failed", "{}");
        create("""
                {"EventSourceArn":"%s","FunctionName":"sender","StartingPosition":"TRIM_HORIZON","MaximumRetryAttempts":2,
                 "BisectBatchOnFunctionError":true,
                 "DestinationConfig":{"OnFailure":{"Destination":"arn:aws:sqs:us-east-1:000000000000:failed"}}}""".formatted(stream));
        for (int i = 0; i < 5; i++) {
            call("dynamodb", "PutItem", "{\"TableName\":\"orders\",\"Item\":{\"id\":{\"S\":\"k%d\"}}}".formatted(i));
        }
        advanceUntil(
                Duration.ofMillis(500), () -> left("failed") == 1 && delivered().size() == 4);
        assertThat(delivered()).containsExactly("k0", "k1", "k3", "k4");
        JsonNode record =
                Json.parseTrusted(call("sqs", "ReceiveMessage", "{\"QueueUrl\":\"%s\"}".formatted(url("failed")))
                        .at("/Messages/0/Body")
                        .asText());
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(record.at("/requestContext/functionArn").asText()).isEqualTo(FUNCTION);
        assertThat(record.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
        assertThat(record.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
    }

    @Test
    void theLowestSequenceNumberThatFailedIsWhereAStreamGoesOn() {
        String stream = stream();
        AtomicInteger calls = new AtomicInteger();
        function(records -> {
            if (calls.incrementAndGet() > 1) {
                return Json.object();
            }
            ObjectNode answer = Json.object();
            ArrayNode failures = answer.putArray("batchItemFailures");
            List.of(3, 1)
                    .forEach(i -> failures.addObject()
                            .put(
                                    "itemIdentifier",
                                    records.path(i)
                                            .at("/dynamodb/SequenceNumber")
                                            .asText()));
            return answer;
        });
        for (int i = 0; i < 4; i++) {
            call("dynamodb", "PutItem", "{\"TableName\":\"orders\",\"Item\":{\"id\":{\"S\":\"k%d\"}}}".formatted(i));
        }
        create("""
                {"EventSourceArn":"%s","FunctionName":"sender","StartingPosition":"TRIM_HORIZON",
                 "FunctionResponseTypes":["ReportBatchItemFailures"]}""".formatted(stream));
        advanceUntil(Duration.ofMillis(500), () -> batches.size() == 2);
        assertThat(delivered()).containsExactly("k0", "k1", "k2", "k3", "k1", "k2", "k3");
        JsonNode created = batches.get(0).path(0).at("/dynamodb/ApproximateCreationDateTime");
        assertThat(created.isFloatingPointNumber()).isTrue();
    }

    @Test
    void aRestartTakesUpItsMappings() {
        queue("work", "{}");
        create("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(QUEUE));
        close();
        open();
        send("work", "after");
        await().until(() -> batches.size() == 1 && left("work") == 0);
    }
}
