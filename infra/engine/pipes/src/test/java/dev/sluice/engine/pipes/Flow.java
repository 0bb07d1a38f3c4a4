package dev.sluice.engine.pipes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.DynamoDb;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.pipes.target.HttpCalls;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.StandIn;
import dev.sluice.engine.testing.TestKernel;
import dev.sluice.engine.time.Time;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A table with a stream, pipes, and functions, buses and queues of the test's own making. */
final class Flow implements AutoCloseable {

    static final String ROLE = "arn:aws:iam::000000000000:role/pipe";
    static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/core";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:transform";

    final Kernel kernel;
    final DynamoDb tables;
    final PipesService pipes;
    final StandIn lambda = new StandIn("lambda");
    final StandIn events = new StandIn("events");
    final StandIn sqs = new StandIn("sqs");
    final StandIn logs = new StandIn("logs");
    final List<HttpCalls.Call> posts = new CopyOnWriteArrayList<>();
    final String stream;
    private final Caller caller = Caller.root("000000000000");

    private Flow(Kernel kernel) {
        this.kernel = kernel;
        this.tables = new DynamoDb(kernel);
        this.pipes = new PipesService(kernel, new Workers(), this::http);
        List.of(tables, tables.streams(), pipes, lambda, events, sqs, logs).forEach(kernel.aws()::register);
        function(records -> records);
        events.on("PutEvents", input -> accepted(input.path("Entries").size()));
        sqs.on(
                "GetQueueUrl",
                input -> Json.object()
                        .put(
                                "QueueUrl",
                                "http://localhost/" + input.path("QueueName").asText()));
        logs.on("PutLogEvents", input -> Json.object());
        sqs.on("SendMessage", input -> Json.object().put("MessageId", "1"));
        sqs.on("GetQueueAttributes", input -> Json.object());
        tables.start();
        this.stream = table();
        pipes.start();
    }

    static Flow open(Path folder) {
        return open(folder, new ManualTime());
    }

    static Flow open(Path folder, Time time) {
        return new Flow(TestKernel.open(folder, time));
    }

    /** What the function makes of the records. */
    Flow function(Function<ArrayNode, JsonNode> body) {
        lambda.raw("Invoke", request -> {
            ArrayNode records = (ArrayNode) json(new String(request.payload(), StandardCharsets.UTF_8));
            return new Response.Raw(
                    200, Map.of(), Json.text(body.apply(records)).getBytes(StandardCharsets.UTF_8));
        });
        return this;
    }

    static Response.Raw functionError(String message) {
        return new Response.Raw(
                200,
                Map.of("X-Amz-Function-Error", "Unhandled"),
                ("{\"errorType\":\"Boom\",\"errorMessage\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode accepted(int entries) {
        ObjectNode answer = Json.object().put("FailedEntryCount", 0);
        ArrayNode list = answer.putArray("Entries");
        for (int i = 0; i < entries; i++) {
            list.addObject().put("EventId", "event-" + i);
        }
        return answer;
    }

    private HttpCalls.Reply http(Caller role, String arn, HttpCalls.Call call, boolean reading) {
        posts.add(call);
        return call.body().contains("\"teapot\"")
                ? new HttpCalls.Reply(Optional.of(Fault.counted("SDK_CLIENT_ERROR", "418")), "")
                : new HttpCalls.Reply(Optional.empty(), "{\"answered\":" + call.body() + "}");
    }

    private String table() {
        JsonNode known = call("dynamodb", "ListTables", "{}").path("TableNames");
        if (known.isEmpty()) {
            call("dynamodb", "CreateTable", """
                    {"TableName":"orders","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                     "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST",
                     "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}""");
        }
        return call("dynamodb", "DescribeTable", "{\"TableName\":\"orders\"}")
                .at("/Table/LatestStreamArn")
                .asText();
    }

    void put(String id, int number) {
        call("dynamodb", "PutItem", """
                {"TableName":"orders","Item":{"id":{"S":"%s"},"n":{"N":"%d"}}}""".formatted(id, number));
    }

    JsonNode call(String service, String operation, String input) {
        return kernel.aws().call(caller, service, operation, (ObjectNode) json(input));
    }

    /** Makes a pipe from the stream to the bus; {@code more} are members of its stream parameters. */
    JsonNode pipe(String name, String more) {
        return call("pipes", "CreatePipe", """
                {"Name":"%s","RoleArn":"%s","Source":"%s","Target":"%s","Enrichment":"%s",
                 "SourceParameters":{"DynamoDBStreamParameters":{"StartingPosition":"TRIM_HORIZON"%s}}}""".formatted(name, ROLE, stream, BUS, FUNCTION, more));
    }

    JsonNode describe(String name) {
        return call("pipes", "DescribePipe", "{\"Name\":\"" + name + "\"}");
    }

    /** The details that reached the bus, as {@code id:n} of the rows. */
    List<String> arrived() {
        List<String> rows = new ArrayList<>();
        events.calls("PutEvents")
                .forEach(call -> call.input().path("Entries").forEach(entry -> {
                    JsonNode image = json(entry.path("Detail").asText()).at("/dynamodb/NewImage");
                    rows.add(image.at("/id/S").asText() + ":" + image.at("/n/N").asText());
                }));
        return rows;
    }

    static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        pipes.close();
        tables.close();
        kernel.store().close();
    }
}
