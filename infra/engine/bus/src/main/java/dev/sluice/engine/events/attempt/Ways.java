package dev.sluice.engine.events.attempt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.rule.TargetKind;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.HttpCall;
import dev.sluice.engine.events.target.HttpTargets;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Parcel;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How each kind of target is reached. */
public final class Ways {

    private static final int SERVER_ERROR = 500;
    private static final int ERROR = 300;

    private final Kernel kernel;
    private final Queues queues;
    private final HttpTargets http;

    private Ways(Kernel kernel, Queues queues, HttpTargets http) {
        this.kernel = kernel;
        this.queues = queues;
        this.http = http;
    }

    public static Map<TargetKind, Attempts.Way> all(Kernel kernel, Queues queues, HttpTargets http, Attempts.Way bus) {
        Ways ways = new Ways(kernel, queues, http);
        return Map.of(
                TargetKind.QUEUE, ways::queue,
                TargetKind.FUNCTION, ways::function,
                TargetKind.STATE_MACHINE, ways::stateMachine,
                TargetKind.LOG_GROUP, new LogGroups(kernel),
                TargetKind.API_DESTINATION, ways::apiDestination,
                TargetKind.BUS, bus);
    }

    private Attempt queue(Target target, Caller caller, List<Delivery> deliveries) {
        Parcel parcel = deliveries.get(0).parcel();
        return Attempt.made(queues.prepare(caller, message(target, parcel.text(), parcel.parameters())));
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
        Parcel parcel = deliveries.get(0).parcel();
        ObjectNode input = Json.object().put("FunctionName", target.arn()).put("InvocationType", "Event");
        Map<String, String> headers = parcel.trace().isEmpty() ? Map.of() : Map.of("x-amzn-trace-id", parcel.trace());
        Response response = kernel.aws()
                .invoke(
                        "lambda",
                        "Invoke",
                        new Request(caller, input, parcel.text().getBytes(StandardCharsets.UTF_8), headers));
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
        Parcel parcel = deliveries.get(0).parcel();
        UUID way = UUID.nameUUIDFromBytes(parcel.target().getBytes(StandardCharsets.UTF_8));
        ObjectNode input = Json.object()
                .put("stateMachineArn", target.arn())
                .put("name", parcel.eventId() + "_" + way)
                .put("input", parcel.text());
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
        Parcel parcel = deliveries.get(0).parcel();
        HttpCall call = HttpCall.of(
                parcel.text(), parcel.parameters().isEmpty() ? Json.object() : Json.parseTrusted(parcel.parameters()));
        return Attempt.made(http.send(caller, target.arn(), call));
    }
}
