package dev.sluice.engine.lambda.async;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.json.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands outcomes on, with the permissions of the function's role. What cannot be handed on is lost, as on AWS, and counted. */
final class Destinations {

    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);

    /** Of a message: 1 MiB, less room for attributes. */
    private static final int MOST_BYTES = (1 << 20) - (16 << 10);

    private static final int SHORT = 1_024;

    private final Kernel kernel;

    Destinations(Kernel kernel) {
        this.kernel = kernel;
    }

    void succeeded(Outcome outcome) {
        send(outcome, outcome.config().onSuccess());
    }

    /** To the destination for failures and to the function's dead-letter queue. */
    void failed(Outcome outcome) {
        send(outcome, outcome.config().onFailure());
        String queue = outcome.version().settings().deadLetter();
        if (!queue.isEmpty()) {
            guarded(outcome, queue, "DeadLetterErrors", () -> deadLetter(outcome, queue));
        }
    }

    private void send(Outcome outcome, String arn) {
        if (!arn.isEmpty()) {
            ObjectNode record = fitting(outcome.record(kernel.time().now()));
            guarded(outcome, arn, "DestinationDeliveryFailures", () -> send(outcome, arn, record));
        }
    }

    /** Queues, buses and functions take 1 MB and a function answers 6: of a response that is too large its beginning is kept. */
    private static ObjectNode fitting(ObjectNode record) {
        if (bytes(Json.text(record)) > MOST_BYTES && record.has("responsePayload")) {
            record.put("responsePayload", StorableText.limited(Json.text(record.path("responsePayload")), SHORT));
        }
        return record;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void send(Outcome outcome, String arn, ObjectNode record) {
        String[] parts = arn.split(":", 6);
        switch (parts[2]) {
            case "sqs" -> queue(outcome, arn, Json.object().put("MessageBody", Json.text(record)));
            case "events" -> bus(outcome, arn, record);
            case "lambda" -> {
                ObjectNode input = Json.object().put("FunctionName", arn).put("InvocationType", "Event");
                byte[] payload = Json.text(record).getBytes(StandardCharsets.UTF_8);
                kernel.aws().invoke("lambda", "Invoke", new Request(role(outcome), input, payload, Map.of()));
            }
            default -> throw new IllegalStateException("no destination is of " + parts[2]);
        }
    }

    private void bus(Outcome outcome, String arn, ObjectNode record) {
        ObjectNode input = Json.object();
        ObjectNode entry = input.putArray("Entries").addObject();
        entry.put("EventBusName", arn)
                .put("Source", "lambda")
                .put("DetailType", "Lambda Function Invocation Result - " + (outcome.success() ? "Success" : "Failure"))
                .put("Detail", Json.text(record));
        entry.putArray("Resources")
                .add(arn)
                .add(record.path("requestContext").path("functionArn").asText());
        JsonNode answer = kernel.aws().call(role(outcome), "events", "PutEvents", input);
        if (answer.path("FailedEntryCount").asInt() > 0) {
            JsonNode failed = answer.path("Entries").path(0);
            throw AwsException.of(
                    failed.path("ErrorCode").asText(),
                    failed.path("ErrorMessage").asText());
        }
    }

    private void deadLetter(Outcome outcome, String arn) {
        ObjectNode input = Json.object()
                .put(
                        "MessageBody",
                        StorableText.escaped(new String(outcome.event().payload(), StandardCharsets.UTF_8)));
        if (bytes(input.path("MessageBody").asText()) > MOST_BYTES) {
            // There is no room for attributes, and the event matters more.
            queue(outcome, arn, input);
            return;
        }
        ObjectNode attributes = input.putObject("MessageAttributes");
        attribute(attributes, "RequestID", "String", outcome.event().requestId());
        attribute(attributes, "ErrorCode", "Number", "200");
        attribute(attributes, "ErrorMessage", "String", outcome.message());
        queue(outcome, arn, input);
    }

    private static void attribute(ObjectNode attributes, String name, String type, String value) {
        attributes.putObject(name).put("DataType", type).put("StringValue", value);
    }

    private void queue(Outcome outcome, String arn, ObjectNode message) {
        kernel.aws().call(role(outcome), "sqs", "SendMessage", message.put("QueueArn", arn));
    }

    private Caller role(Outcome outcome) {
        return Caller.role(
                outcome.version().settings().role(), outcome.function().name());
    }

    private void guarded(Outcome outcome, String arn, String metric, Runnable delivery) {
        try {
            delivery.run();
        } catch (AwsException e) {
            LOG.warn("{} could not reach {}: {}", outcome.function().arn(), arn, e.message());
            kernel.metrics()
                    .of(outcome.function().account())
                    .record(
                            new Metric(
                                    "AWS/Lambda",
                                    metric,
                                    Map.of("FunctionName", outcome.function().name())),
                            1);
        }
    }
}
