package dev.sluice.engine.hops;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.DynamoDb;
import dev.sluice.engine.events.EventsService;
import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.events.target.HttpCall;
import dev.sluice.engine.events.target.HttpTargets;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.logs.LogsService;
import dev.sluice.engine.pipes.PipesService;
import dev.sluice.engine.pipes.target.HttpCalls;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.request.Json;
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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The path of an event over the real services: table, stream, pipe, ingress bus, admission queue, pipe with the admission
 * function, core bus, and targets. The function and the receiver of API destinations are of the test's own making.
 */
final class Hops implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/any";
    private static final String ADMISSION = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:admission";
    private static final String DESTINATION = "arn:aws:events:us-east-1:" + ACCOUNT + ":api-destination/d/1";

    final ManualTime time = new ManualTime();
    final Kernel kernel;
    final List<HttpCall> posts = new CopyOnWriteArrayList<>();
    private final DynamoDb tables;
    private final SqsService sqs;
    private final EventsService events;
    private final PipesService pipes;
    private final Caller owner = Caller.root(ACCOUNT);

    Hops(Path folder) {
        kernel = TestKernel.open(folder, time);
        tables = new DynamoDb(kernel);
        sqs = new SqsService(kernel, () -> URI.create("http://127.0.0.1"));
        events = new EventsService(kernel, queues(), receiver());
        pipes = new PipesService(kernel, new Workers(), Hops::noDestinations);
        StandIn lambda = new StandIn("lambda").raw("Invoke", this::admission);
        List.of(tables, tables.streams(), sqs, events, new LogsService(kernel), pipes, lambda)
                .forEach(kernel.aws()::register);
        List.of(tables, sqs, events, pipes).forEach(service -> service.start());
        topology();
    }

    private Queues queues() {
        return new Queues() {
            @Override
            public Enqueue prepare(Caller caller, ObjectNode message) {
                return sqs.prepareSend(caller, message)::apply;
            }

            @Override
            public Enqueue keep(Caller caller, ObjectNode letter) {
                return sqs.prepareDeadLetter(caller, letter)::apply;
            }
        };
    }

    private HttpTargets receiver() {
        return new HttpTargets() {
            @Override
            public Duration reserve(String destinationArn) {
                return Duration.ZERO;
            }

            @Override
            public Outcome send(Caller caller, String destinationArn, HttpCall call) {
                posts.add(call);
                return Outcome.delivered();
            }
        };
    }

    private static HttpCalls.Reply noDestinations(Caller role, String arn, HttpCalls.Call call, boolean reading) {
        return new HttpCalls.Reply(Optional.empty(), "");
    }

    /** Takes as much as Lambda does, rejects what asks for it, and admits the rest. */
    private Response admission(Request request) {
        if (request.payload().length > LambdaLimits.SYNC_PAYLOAD) {
            throw AwsException.of("RequestTooLargeException", 413, "Request must be smaller");
        }
        ArrayNode admitted = Json.array();
        for (JsonNode record : Json.parseTrusted(new String(request.payload(), StandardCharsets.UTF_8))) {
            JsonNode event = event(record);
            if (event.path("detail").path("reject").asBoolean()) {
                send("quarantine", record.path("body").asText());
            } else {
                admitted.addObject()
                        .put("messageId", record.path("messageId").asText())
                        .put("source", event.path("source").asText())
                        .put("detailType", event.path("detail-type").asText())
                        .set(
                                "detail",
                                Json.object()
                                        .put("id", event.path("id").asText())
                                        .set("data", event.path("detail")));
            }
        }
        return new Response.Raw(200, Map.of(), Json.text(admitted).getBytes(StandardCharsets.UTF_8));
    }

    /** What cannot be read is rejected. */
    private static JsonNode event(JsonNode record) {
        try {
            return Json.parse(record.path("body").asText());
        } catch (JsonProcessingException e) {
            return Json.object().set("detail", Json.object().put("reject", true));
        }
    }

    private void topology() {
        call("dynamodb", "CreateTable", """
                {"TableName":"orders","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                 "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST",
                 "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}""");
        List.of("ingress", "core").forEach(bus -> call("events", "CreateEventBus", "{\"Name\":\"" + bus + "\"}"));
        List.of("quarantine", "admission-dead", "whole", "templated", "dead").forEach(name -> queue(name, ""));
        queue("small", "\"MaximumMessageSize\":\"1024\"");
        queue(
                "admission",
                "\"VisibilityTimeout\":\"30\",\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\""
                        + queueArn("admission-dead") + "\\\",\\\"maxReceiveCount\\\":2}\"");
        call("logs", "CreateLogGroup", "{\"logGroupName\":\"/aws/events/audit\",\"retentionInDays\":1}");
        String stream = call("dynamodb", "DescribeTable", "{\"TableName\":\"orders\"}")
                .at("/Table/LatestStreamArn")
                .asText();
        pipe("cdc", stream, busArn("ingress"), "", """
                "SourceParameters":{"DynamoDBStreamParameters":{"StartingPosition":"TRIM_HORIZON","MaximumRetryAttempts":1,
                  "DeadLetterConfig":{"Arn":"%s"}}}""".formatted(queueArn("dead")));
        pipe("admission", queueArn("admission"), busArn("core"), ADMISSION, """
                "TargetParameters":{"InputTemplate":"<$.detail>",
                  "EventBridgeEventBusParameters":{"Source":"$.source","DetailType":"$.detailType"}}""");
        rule("ingress", "all", queueArn("admission"), "admission-dead", "");
        rule("core", "whole", queueArn("whole"), "dead", "");
        rule("core", "templated", queueArn("templated"), "dead", """
                ,"InputTransformer":{"InputPathsMap":{"id":"$.detail.id","t":"$.detail.data.text"},
                  "InputTemplate":"{\\"id\\":\\"<id>\\",\\"text\\":\\"<t>\\"}"}""");
        rule("core", "small", queueArn("small"), "small", "");
        rule("core", "audit", "arn:aws:logs:us-east-1:" + ACCOUNT + ":log-group:/aws/events/audit", "dead", "");
        rule("core", "api", DESTINATION, "dead", """
                ,"RoleArn":"%s","HttpParameters":{"HeaderParameters":{"X-Text":"$.detail.data.text"}}""".formatted(ROLE));
    }

    private void queue(String name, String attributes) {
        call("sqs", "CreateQueue", "{\"QueueName\":\"" + name + "\",\"Attributes\":{" + attributes + "}}");
    }

    private void pipe(String name, String source, String target, String enrichment, String parameters) {
        call("pipes", "CreatePipe", """
                {"Name":"%s","RoleArn":"%s","Source":"%s","Target":"%s",%s%s}""".formatted(
                        name,
                        ROLE,
                        source,
                        target,
                        enrichment.isEmpty() ? "" : "\"Enrichment\":\"" + enrichment + "\",",
                        parameters));
    }

    private void rule(String bus, String name, String target, String deadLetters, String more) {
        call("events", "PutRule", """
                {"Name":"%s","EventBusName":"%s","EventPattern":"{\\"account\\":[\\"%s\\"]}"}""".formatted(name, bus, ACCOUNT));
        JsonNode answer = call("events", "PutTargets", """
                {"Rule":"%s","EventBusName":"%s","Targets":[{"Id":"t","Arn":"%s","DeadLetterConfig":{"Arn":"%s"}%s}]}""".formatted(name, bus, target, queueArn(deadLetters), more));
        if (answer.path("FailedEntryCount").asInt() > 0) {
            throw new IllegalStateException(answer.toString());
        }
    }

    static String queueArn(String name) {
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + name;
    }

    static String busArn(String name) {
        return "arn:aws:events:us-east-1:" + ACCOUNT + ":event-bus/" + name;
    }

    JsonNode call(String service, String operation, String input) {
        return call(service, operation, (ObjectNode) Json.parseTrusted(input));
    }

    JsonNode call(String service, String operation, ObjectNode input) {
        return kernel.aws().call(owner, service, operation, input);
    }

    /** A pipe from the queue {@code in}, which has these messages, to the queue {@code out}. */
    void bridge(List<String> bodies) {
        queue("in", "");
        queue("out", "");
        bodies.forEach(body -> send("in", body));
        pipe("bridge", queueArn("in"), queueArn("out"), "", """
                "SourceParameters":{"SqsQueueParameters":{"BatchSize":10}}""");
    }

    private void send(String queue, String body) {
        call(
                "sqs",
                "SendMessage",
                Json.object().put("QueueArn", queueArn(queue)).put("MessageBody", body));
    }

    /** The messages of a queue, which stay in it, invisible. */
    List<JsonNode> messages(String queue) {
        List<JsonNode> all = new ArrayList<>();
        ObjectNode input = Json.object().put("QueueArn", queueArn(queue)).put("VisibilityTimeout", 43_200);
        input.put("MaxNumberOfMessages", 10);
        input.putArray("MessageAttributeNames").add("All");
        for (JsonNode page = call("sqs", "ReceiveMessage", input).path("Messages");
                !page.isEmpty();
                page = call("sqs", "ReceiveMessage", input).path("Messages")) {
            page.forEach(all::add);
        }
        return all;
    }

    List<JsonNode> logged() {
        List<JsonNode> all = new ArrayList<>();
        ObjectNode input = Json.object().put("logGroupName", "/aws/events/audit");
        for (boolean more = true; more; ) {
            JsonNode page = call("logs", "FilterLogEvents", input);
            page.path("events").forEach(all::add);
            more = page.has("nextToken");
            input.put("nextToken", page.path("nextToken").asText());
        }
        return all;
    }

    /** Waits until the admission queue is empty, moving the clock: by enough, what failed is received again. */
    void settle(Duration step) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            ObjectNode input = Json.object().put("QueueArn", queueArn("admission"));
            input.putArray("AttributeNames").add("All");
            JsonNode counts = call("sqs", "GetQueueAttributes", input).path("Attributes");
            if (counts.path("ApproximateNumberOfMessages").asInt()
                            + counts.path("ApproximateNumberOfMessagesNotVisible")
                                    .asInt()
                    == 0) {
                return true;
            }
            time.advance(step);
            return false;
        });
    }

    @Override
    public void close() {
        pipes.close();
        events.close();
        sqs.close();
        tables.close();
        kernel.store().close();
    }
}
