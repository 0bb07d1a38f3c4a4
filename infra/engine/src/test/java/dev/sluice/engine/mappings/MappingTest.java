package dev.sluice.engine.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.DynamoDb;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.sqs.SqsService;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.StandIn;
import dev.sluice.engine.testing.TestKernel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mappings over the engine's own queues and streams.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Queues</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Streams</a>
 */
@Timeout(60)
class MappingTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:sender";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:work";

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final List<JsonNode> batches = java.util.Collections.synchronizedList(new ArrayList<>());
    private Kernel kernel;
    private EventSourceMappings mappings;
    private StandIn lambda;
    private SqsService sqs;
    private DynamoDb tables;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, time);
        mappings = new EventSourceMappings(kernel, new Workers());
        lambda = new StandIn("lambda");
        lambda.on(
                "GetFunctionConfiguration",
                input -> Json.object()
                        .put("FunctionArn", FUNCTION)
                        .put("Timeout", 3)
                        .put("Role", "arn:aws:iam::000000000000:role/sender"));
        mappings.operations().forEach((name, operation) -> lambda.raw(name, operation::call));
        function(records -> Json.object());
        sqs = new SqsService(kernel, () -> URI.create("http://127.0.0.1:1"));
        tables = new DynamoDb(kernel);
        List.of(lambda, sqs, tables, tables.streams()).forEach(kernel.aws()::register);
        sqs.start();
        tables.start();
        mappings.start();
    }

    @AfterEach
    void close() {
        mappings.close();
        tables.close();
        sqs.close();
        kernel.store().close();
    }

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
                    gate.await(30, TimeUnit.SECONDS);
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
    void mappingsAreRefusedInLambdasWords() {
        queue("work", "{\"VisibilityTimeout\":\"2\"}");
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(QUEUE)))
                .isEqualTo(
                        "InvalidParameterValueException: Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds");
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"BatchSize\":11}".formatted(QUEUE)))
                .isEqualTo(
                        "InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if maximum batch size is"
                                + " greater than 10");
        assertThat(refusal(
                        "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{\"}]}}"
                                .formatted(QUEUE)))
                .isEqualTo("InvalidParameterValueException: Invalid filter pattern definition.");
        assertThat(refusal(
                        "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"ScalingConfig\":{\"MaximumConcurrency\":1}}"
                                .formatted(QUEUE)))
                .contains("Member must have value greater than or equal to 2");
        String stream = stream();
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(stream)))
                .contains("Value null at 'startingPosition'");
        String gone = stream.substring(0, stream.lastIndexOf('/')) + "/2020-01-01T00:00:00.000";
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"StartingPosition\":\"LATEST\"}"
                        .formatted(gone)))
                .isEqualTo("InvalidParameterValueException: Stream not found: " + gone);
    }

    @Test
    void aMappingIsUniqueListedChangedAndDeleted() {
        queue("work", "{}");
        String input = "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(QUEUE);
        String uuid = create(input).path("UUID").asText();
        assertThat(refusal(input))
                .isEqualTo("ResourceConflictException: An event source mapping with SQS arn (\" " + QUEUE
                        + " \") and function (\" sender \") already exists. Please update or delete the existing mapping with UUID "
                        + uuid);
        assertThat(call("lambda", "ListEventSourceMappings", "{\"EventSourceArn\":\"%s\"}".formatted(QUEUE))
                        .path("EventSourceMappings"))
                .hasSize(1);
        JsonNode disabling = call(
                "lambda",
                "UpdateEventSourceMapping",
                "{\"UUID\":\"%s\",\"Enabled\":false,\"BatchSize\":5}".formatted(uuid));
        assertThat(disabling.path("State").asText()).isEqualTo("Disabling");
        assertThat(disabling.has("LastProcessingResult")).isFalse();
        await().until(() -> state(uuid).equals("Disabled"));
        send("work", "a");
        time.advance(Duration.ofSeconds(5));
        assertThat(batches).isEmpty();
        call("lambda", "UpdateEventSourceMapping", "{\"UUID\":\"%s\",\"Enabled\":true}".formatted(uuid));
        await().until(() -> batches.size() == 1);
        JsonNode view = call("lambda", "GetEventSourceMapping", "{\"UUID\":\"%s\"}".formatted(uuid));
        assertThat(view.path("BatchSize").asInt()).isEqualTo(5);
        assertThat(view.path("FunctionArn").asText()).isEqualTo(FUNCTION);
        call("lambda", "DeleteEventSourceMapping", "{\"UUID\":\"%s\"}".formatted(uuid));
        await().until(() -> call("lambda", "ListEventSourceMappings", "{}")
                .path("EventSourceMappings")
                .isEmpty());
        assertThatThrownBy(() -> state(uuid)).isInstanceOf(AwsException.class);
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

    private void function(Function<JsonNode, JsonNode> body) {
        lambda.raw("Invoke", request -> answer(request, body));
    }

    private Response.Raw answer(Request request, Function<JsonNode, JsonNode> body) {
        JsonNode records = Json.parseTrusted(new String(request.payload(), StandardCharsets.UTF_8))
                .path("Records");
        batches.add(records);
        return new Response.Raw(200, Map.of(), Json.text(body.apply(records)).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> delivered() {
        List<String> keys = new ArrayList<>();
        List.copyOf(batches)
                .forEach(records -> records.forEach(
                        record -> keys.add(record.at("/dynamodb/Keys/id/S").asText())));
        return keys;
    }

    private String stream() {
        call("dynamodb", "CreateTable", """
                {"TableName":"orders","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                 "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST",
                 "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}""");
        return call("dynamodb", "DescribeTable", "{\"TableName\":\"orders\"}")
                .at("/Table/LatestStreamArn")
                .asText();
    }

    private void queue(String name, String attributes) {
        call("sqs", "CreateQueue", "{\"QueueName\":\"%s\",\"Attributes\":%s}".formatted(name, attributes));
    }

    private String url(String name) {
        return call("sqs", "GetQueueUrl", "{\"QueueName\":\"%s\"}".formatted(name))
                .path("QueueUrl")
                .asText();
    }

    private void send(String queue, String body) {
        call(
                "sqs",
                "SendMessage",
                Json.text(Json.object().put("QueueUrl", url(queue)).put("MessageBody", body)));
    }

    /** Messages of a queue, visible or under way. */
    private int left(String name) {
        JsonNode attributes = call(
                        "sqs",
                        "GetQueueAttributes",
                        "{\"QueueUrl\":\"%s\",\"AttributeNames\":[\"All\"]}".formatted(url(name)))
                .path("Attributes");
        return attributes.path("ApproximateNumberOfMessages").asInt()
                + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
    }

    private JsonNode create(String input) {
        return call("lambda", "CreateEventSourceMapping", input);
    }

    private String refusal(String input) {
        try {
            create(input);
            return "none";
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    private String state(String uuid) {
        return call("lambda", "GetEventSourceMapping", "{\"UUID\":\"%s\"}".formatted(uuid))
                .path("State")
                .asText();
    }

    private JsonNode call(String service, String operation, String input) {
        return kernel.aws()
                .call(Caller.root("000000000000"), service, operation, (ObjectNode) Json.parseTrusted(input));
    }

    private void advanceUntil(Duration step, Callable<Boolean> done) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(step);
            return done.call();
        });
    }
}
