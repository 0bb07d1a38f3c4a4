package dev.sluice.engine.states.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.data.StateError;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What a Task calls: a function by its ARN, the optimized integrations of the engine's services, and the operations of its
 * services by {@code aws-sdk}. Calls are made under the machine's role. Integrations that wait ({@code .sync},
 * {@code .waitForTaskToken}) are refused.
 */
public final class Tasks {

    private static final String PREFIX = "arn:aws:states:::";
    /** Service and operation of each optimized integration. */
    private static final Map<String, String> OPTIMIZED = Map.of(
            "lambda:invoke", "lambda:Invoke",
            "sqs:sendMessage", "sqs:SendMessage",
            "events:putEvents", "events:PutEvents",
            "dynamodb:getItem", "dynamodb:GetItem",
            "dynamodb:putItem", "dynamodb:PutItem",
            "dynamodb:updateItem", "dynamodb:UpdateItem",
            "dynamodb:deleteItem", "dynamodb:DeleteItem",
            "states:startExecution", "states:StartExecution");
    /** The engine's service for each name that {@code aws-sdk} uses. */
    private static final Map<String, String> SDK = Map.of(
            "sqs", "sqs",
            "dynamodb", "dynamodb",
            "eventbridge", "events",
            "cloudwatchlogs", "logs",
            "cloudwatch", "monitoring",
            "secretsmanager", "secretsmanager",
            "pipes", "pipes",
            "sfn", "states");

    private final Kernel kernel;

    public Tasks(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Service and operation. */
    private record Call(String service, String operation) {}

    /** What is wrong with a Resource; empty if nothing is. */
    public String problem(String resource) {
        if (resource.matches("arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_$:.-]+")) {
            return "";
        }
        Call call = resource.startsWith(PREFIX) ? call(resource.substring(PREFIX.length())) : null;
        boolean known = call != null
                && !call.operation().equals("StartSyncExecution")
                && kernel.aws().services().stream()
                        .anyMatch(service -> service.name().equals(call.service())
                                && service.operations().containsKey(call.operation()));
        return known ? "" : "The resource provided " + resource + " is not one that the engine can call";
    }

    private static @org.jspecify.annotations.Nullable Call call(String name) {
        String optimized = OPTIMIZED.get(name);
        if (optimized != null) {
            String[] parts = optimized.split(":");
            return new Call(parts[0], parts[1]);
        }
        String[] parts = name.split(":");
        String service = parts.length == 3 && parts[0].equals("aws-sdk") ? SDK.get(parts[1]) : null;
        return service == null || parts[2].isEmpty()
                ? null
                : new Call(service, parts[2].substring(0, 1).toUpperCase(Locale.ROOT) + parts[2].substring(1));
    }

    /** @throws StateError if the call failed */
    public JsonNode call(Machine machine, String execution, String resource, JsonNode input) {
        Caller caller;
        try {
            caller = kernel.access().assume(machine.roleArn(), "states.amazonaws.com", machine.arn());
        } catch (AwsException e) {
            throw new StateError("States.Permissions", e.message());
        }
        if (!resource.startsWith(PREFIX)) {
            return function(caller, Json.object().put("FunctionName", resource), bytes(input));
        }
        Call call = call(resource.substring(PREFIX.length()));
        if (call == null) {
            throw StateError.runtime("The engine cannot call " + resource);
        }
        if (!(input instanceof ObjectNode given)) {
            throw StateError.runtime("The parameters of " + resource + " must be an object.");
        }
        ObjectNode parameters = given.deepCopy();
        if (call.service().equals("lambda")) {
            return invoke(caller, parameters);
        }
        return api(caller, call, resource, parameters, execution);
    }

    private JsonNode invoke(Caller caller, ObjectNode parameters) {
        JsonNode payload = parameters.path("Payload");
        parameters.remove("Payload");
        JsonNode result = function(caller, parameters, payload.isMissingNode() ? new byte[0] : bytes(payload));
        ObjectNode answer = Json.object().put("ExecutedVersion", "$LATEST");
        answer.set("Payload", result);
        return answer.put("StatusCode", 200);
    }

    private JsonNode function(Caller caller, ObjectNode input, byte[] payload) {
        Response response;
        try {
            response = kernel.aws().invoke("lambda", "Invoke", new Request(caller, input, payload, Map.of()));
        } catch (AwsException e) {
            throw new StateError("Lambda." + e.code(), e.message());
        }
        if (!(response instanceof Response.Raw raw)) {
            throw StateError.runtime("The function answered nothing.");
        }
        String body = new String(raw.body(), StandardCharsets.UTF_8);
        JsonNode result = parse(body);
        if (raw.headers().containsKey("X-Amz-Function-Error")) {
            throw new StateError(result.path("errorType").asText("Lambda.Unknown"), body);
        }
        return result;
    }

    private static JsonNode parse(String body) {
        if (body.isEmpty()) {
            return Json.object();
        }
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(body);
        }
    }

    private JsonNode api(Caller caller, Call call, String resource, ObjectNode parameters, String execution) {
        boolean lowered = call.service().equals("logs") || call.service().equals("states");
        texts(call, parameters, execution);
        try {
            JsonNode answer = kernel.aws()
                    .call(
                            caller,
                            call.service(),
                            call.operation(),
                            lowered ? (ObjectNode) Names.lowered(parameters) : parameters);
            JsonNode result = lowered ? Names.raised(answer) : answer;
            if (call.operation().equals("PutEvents")
                    && result.path("FailedEntryCount").asInt() > 0) {
                throw new StateError("EventBridge.FailedEntry", Json.text(result));
            }
            return Json.parseTrusted(Json.text(result));
        } catch (AwsException e) {
            throw new StateError(title(resource) + "." + e.code(), e.message());
        }
    }

    /** Members that the services take as text and workflows give as JSON. */
    private static void texts(Call call, ObjectNode parameters, String execution) {
        switch (call.operation()) {
            case "SendMessage" -> text(parameters, "MessageBody");
            case "StartExecution" -> text(parameters, "Input");
            case "PutEvents" ->
                parameters.path("Entries").forEach(entry -> {
                    if (entry instanceof ObjectNode one) {
                        text(one, "Detail");
                        // AWS adds the execution to what an event is about.
                        if (!one.has("Resources")) {
                            one.putArray("Resources").add(execution);
                        }
                    }
                });
            default -> {}
        }
    }

    private static void text(ObjectNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isMissingNode() && !value.isTextual()) {
            node.put(member, Json.text(value));
        }
    }

    private static String title(String resource) {
        String service =
                resource.substring(PREFIX.length()).replace("aws-sdk:", "").split(":")[0];
        boolean sdk = resource.contains(":aws-sdk:");
        return switch (service) {
            case "dynamodb" -> sdk ? "DynamoDb" : "DynamoDB";
            case "sqs" -> sdk ? "Sqs" : "SQS";
            case "events", "eventbridge" -> "EventBridge";
            case "states", "sfn" -> sdk ? "Sfn" : "StepFunctions";
            case "cloudwatchlogs" -> "CloudWatchLogs";
            case "cloudwatch" -> "CloudWatch";
            case "secretsmanager" -> "SecretsManager";
            default -> service;
        };
    }

    private static byte[] bytes(JsonNode node) {
        return Json.text(node).getBytes(StandardCharsets.UTF_8);
    }
}
