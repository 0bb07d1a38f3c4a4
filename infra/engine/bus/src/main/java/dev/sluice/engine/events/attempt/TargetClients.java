package dev.sluice.engine.events.attempt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.rule.TargetKind;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.DeliveryContent;
import dev.sluice.engine.events.target.HttpCall;
import dev.sluice.engine.events.target.HttpTargets;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How each kind of target is reached. */
public final class TargetClients {

    private static final int SERVER_ERROR = 500;
    private static final int ERROR = 300;

    private final Kernel kernel;
    private final Queues queues;
    private final HttpTargets http;

    private TargetClients(Kernel kernel, Queues queues, HttpTargets http) {
        this.kernel = kernel;
        this.queues = queues;
        this.http = http;
    }

    public static Map<TargetKind, Attempts.TargetClient> all(
            Kernel kernel, Queues queues, HttpTargets http, Attempts.TargetClient bus) {
        TargetClients clients = new TargetClients(kernel, queues, http);
        return Map.of(
                TargetKind.QUEUE, clients::queue,
                TargetKind.FUNCTION, clients::function,
                TargetKind.STATE_MACHINE, clients::stateMachine,
                TargetKind.LOG_GROUP, new LogGroups(kernel),
                TargetKind.API_DESTINATION, clients::apiDestination,
                TargetKind.BUS, bus);
    }

    private Attempt queue(Target target, Caller caller, List<Delivery> deliveries) {
        DeliveryContent content = deliveries.get(0).content();
        return Attempt.made(queues.prepare(caller, message(target, content.text(), content.parameters())));
    }

    /** @param group the message group; empty for none */
    public static ObjectNode message(Target target, String text, String group) {
        ObjectNode message = Json.object().put("QueueArn", target.arn()).put("MessageBody", text);
        if (!group.isEmpty()) {
            message.put("MessageGroupId", group);
        }
        return message;
    }

    /** Lambda queues asynchronous invocations itself: it has the event when it answers 202. */
    private Attempt function(Target target, Caller caller, List<Delivery> deliveries) {
        DeliveryContent content = deliveries.get(0).content();
        ObjectNode input = Json.object().put("FunctionName", target.arn()).put("InvocationType", "Event");
        Map<String, String> headers = content.trace().isEmpty() ? Map.of() : Map.of("x-amzn-trace-id", content.trace());
        Response response = kernel.aws()
                .invoke(
                        "lambda",
                        "Invoke",
                        new Request(caller, input, content.text().getBytes(StandardCharsets.UTF_8), headers));
        if (response instanceof Response.Raw raw && raw.status() >= ERROR) {
            String body = new String(raw.body(), StandardCharsets.UTF_8);
            throw AwsException.of(
                    raw.status() >= SERVER_ERROR ? "ServiceException" : "InvalidParameterValueException",
                    raw.status(),
                    body);
        }
        return Attempt.made(Outcome.delivered());
    }

    /** The name makes a second start with the same input the same execution. */
    private Attempt stateMachine(Target target, Caller caller, List<Delivery> deliveries) {
        DeliveryContent content = deliveries.get(0).content();
        UUID targetId = UUID.nameUUIDFromBytes(content.target().getBytes(StandardCharsets.UTF_8));
        ObjectNode input = Json.object()
                .put("stateMachineArn", target.arn())
                .put("name", content.eventId() + "_" + targetId)
                .put("input", content.text());
        try {
            kernel.aws().call(caller, "states", "StartExecution", input);
        } catch (AwsException e) {
            if (!e.code().equals("ExecutionAlreadyExists")) {
                throw e;
            }
        }
        return Attempt.made(Outcome.delivered());
    }

    private Attempt apiDestination(Target target, Caller caller, List<Delivery> deliveries) {
        DeliveryContent content = deliveries.get(0).content();
        HttpCall call = HttpCall.of(
                content.text(),
                content.parameters().isEmpty() ? Json.object() : Json.parseTrusted(content.parameters()));
        return Attempt.made(http.send(caller, target.arn(), call));
    }
}
