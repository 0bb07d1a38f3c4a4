package dev.sluice.engine.states;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.StandIn;
import dev.sluice.engine.testing.TestKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Step Functions with a clock that travels, and services that a test makes up. */
final class Workflows implements AutoCloseable {

    static final String ROLE = "arn:aws:iam::000000000000:role/workflow";
    static final Caller OWNER = Caller.root(Settings.DEFAULT_ACCOUNT);
    private static final String PREFIX = "arn:aws:states:us-east-1:000000000000:";

    final ManualTime time;
    final Kernel kernel;
    final StandIn lambda = new StandIn("lambda");
    final StandIn sqs = new StandIn("sqs");
    final AtomicReference<Function<JsonNode, String>> function = new AtomicReference<>(Json::text);
    private final StatesService states;

    Workflows(Path folder, ManualTime time) {
        this.time = time;
        this.kernel = TestKernel.open(folder, time);
        lambda.raw("Invoke", request -> {
            JsonNode payload = Json.parseTrusted(new String(request.payload(), StandardCharsets.UTF_8));
            String answer = function.get().apply(payload);
            Map<String, String> headers =
                    answer.contains("errorType") ? Map.of("X-Amz-Function-Error", "Unhandled") : Map.of();
            return new Response.Raw(200, headers, answer.getBytes(StandardCharsets.UTF_8));
        });
        sqs.on("SendMessage", input -> Json.object().put("MessageId", "m1"));
        states = new StatesService(kernel);
        kernel.aws().register(lambda);
        kernel.aws().register(sqs);
        kernel.aws().register(states);
        states.start();
    }

    JsonNode call(String operation, ObjectNode input) {
        return kernel.aws().call(OWNER, "states", operation, input);
    }

    String error(String operation, ObjectNode input) {
        try {
            return "no error: " + call(operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    static ObjectNode machine(String definition) {
        return Json.object().put("name", "m").put("roleArn", ROLE).put("definition", definition);
    }

    void create(String definition) {
        call("CreateStateMachine", machine(definition));
    }

    /** Starts an execution of the machine {@code m}. */
    void start(String name, String input) {
        call(
                "StartExecution",
                Json.object()
                        .put("stateMachineArn", PREFIX + "stateMachine:m")
                        .put("name", name)
                        .put("input", input));
    }

    JsonNode describe(String name) {
        return call("DescribeExecution", Json.object().put("executionArn", PREFIX + "execution:m:" + name));
    }

    JsonNode history(String name) {
        return call("GetExecutionHistory", Json.object().put("executionArn", PREFIX + "execution:m:" + name))
                .path("events");
    }

    /** Runs a machine to its end and answers its output, or its error and cause. */
    String run(String definition, String input) {
        create(definition);
        start("e", input);
        JsonNode end = end("e");
        return end.has("output")
                ? end.path("output").asText()
                : end.path("status").asText() + " " + end.path("error").asText() + ": "
                        + end.path("cause").asText();
    }

    /** The end of an execution; a minute passes whenever it waits. */
    JsonNode end(String name) {
        return await().pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            time.advance(Duration.ofSeconds(1));
                            return describe(name);
                        },
                        described -> !described.path("status").asText().equals("RUNNING"));
    }

    @Override
    public void close() {
        states.close();
        kernel.store().close();
    }
}
