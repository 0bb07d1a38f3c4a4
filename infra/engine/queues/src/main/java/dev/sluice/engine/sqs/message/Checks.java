package dev.sluice.engine.sqs.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.backlog.Deduplication;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.disk.Md5;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/** Makes a message of what a sender gives, or says what is wrong with it. Thread-safe. */
public final class Checks {

    /** What group ids, deduplication ids and the like may be. */
    public static final Pattern FIFO_ID =
            Pattern.compile("[A-Za-z0-9!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]{1,128}");

    private static final String GROUP = "MessageGroupId";
    private static final String DEDUPLICATION = "MessageDeduplicationId";

    private final Kernel kernel;
    private final Deduplication deduplication;

    Checks(Kernel kernel, Deduplication deduplication) {
        this.kernel = kernel;
        this.deduplication = deduplication;
    }

    /** @param verb how AWS words the error for a message that is too long */
    Outgoing message(OpenQueue queue, Request request, ObjectNode input, String verb) {
        int most = queue.config().maximumSize();
        return message(queue, request, input, size -> {
            if (size > most) {
                throw Errors.parameter("One or more parameters " + verb + ". Reason: Message must be shorter than "
                        + most + " bytes.");
            }
        });
    }

    Outgoing ofAnySize(OpenQueue queue, Request request, ObjectNode input) {
        return message(queue, request, input, size -> {});
    }

    private Outgoing message(OpenQueue queue, Request request, ObjectNode input, IntConsumer requireSize) {
        String body = Inputs.required(input, "MessageBody");
        Text.check(body);
        ObjectNode attributes = MessageAttributes.read(input.path("MessageAttributes"));
        int size = AttributeBytes.utf8(body) + AttributeBytes.size(attributes);
        requireSize.accept(size);
        ObjectNode sentSystem = MessageAttributes.readSystem(input.path("MessageSystemAttributes"));
        String group = id(input, GROUP);
        String deduplicationId = queue.queue().fifo() ? fifo(queue, input, body, group) : standard(input);
        ObjectNode system = system(sentSystem, trace(request), deduplicationId);
        Content content = new Content(
                kernel.ids().uuid().toString(), body, Md5.of(body), Senders.id(request.caller()), attributes, system);
        long now = kernel.time().now().toEpochMilli();
        return new Outgoing(
                queue,
                deduplication,
                content,
                new Outgoing.Envelope(
                        group,
                        deduplicationId,
                        now,
                        now + 1000L * delay(queue, input),
                        sentSystem.isEmpty() ? Optional.empty() : Optional.of(AttributeBytes.md5(sentSystem))),
                size);
    }

    /** A call that is traced traces its messages: X-Ray's header becomes the system attribute that a consumer may ask for. */
    private static String trace(Request request) {
        String trace = request.headers().getOrDefault("x-amzn-trace-id", "");
        return trace.length() <= Limits.TRACE ? trace : "";
    }

    private static ObjectNode system(ObjectNode sent, String trace, String deduplicationId) {
        if (sent.isEmpty() && trace.isEmpty() && deduplicationId.isEmpty()) {
            return sent;
        }
        ObjectNode system = Json.object();
        if (!trace.isEmpty()) {
            system.put(MessageAttributes.TRACE, trace);
        }
        sent.properties()
                .forEach(attribute -> system.put(
                        attribute.getKey(),
                        attribute.getValue().path("StringValue").asText()));
        if (!deduplicationId.isEmpty()) {
            system.put(DEDUPLICATION, deduplicationId);
        }
        return system;
    }

    private static String fifo(OpenQueue queue, ObjectNode input, String body, String group) {
        if (group.isEmpty()) {
            throw Errors.missing(GROUP);
        }
        String id = id(input, DEDUPLICATION);
        if (id.isEmpty() && !queue.config().contentDeduplication()) {
            throw Errors.parameter("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        return id.isEmpty() ? sha256(body) : id;
    }

    private static String standard(ObjectNode input) {
        JsonNode id = input.path(DEDUPLICATION);
        if (id.isTextual()) {
            throw Errors.invalid(
                    DEDUPLICATION,
                    id.asText(),
                    "The request includes a parameter that is not valid for this queue type.");
        }
        return "";
    }

    private static String id(ObjectNode input, String name) {
        JsonNode id = input.path(name);
        if (id.isMissingNode() || id.isNull()) {
            return "";
        }
        if (!FIFO_ID.matcher(id.asText()).matches()) {
            throw Errors.invalid(
                    name,
                    id.asText(),
                    name + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id.asText();
    }

    private static long delay(OpenQueue queue, ObjectNode input) {
        int given = Inputs.number(input, "DelaySeconds", 0, Limits.DELAY, "DelaySeconds must be >= 0 and <= 900.")
                .orElse(-1);
        if (given > 0 && queue.queue().fifo()) {
            throw Errors.invalid(
                    "DelaySeconds",
                    Integer.toString(given),
                    "The request include parameter that is not valid for this queue type.");
        }
        return given < 0 || queue.queue().fifo() ? queue.config().delay().toSeconds() : given;
    }

    private static String sha256(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
