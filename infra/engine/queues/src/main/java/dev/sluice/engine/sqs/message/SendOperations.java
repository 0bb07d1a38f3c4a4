package dev.sluice.engine.sqs.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.sqs.backlog.Deduplication;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SendMessage and SendMessageBatch. */
public final class SendOperations {

    private final Kernel kernel;
    private final Queues queues;
    private final Checks checks;
    private final QueueMetrics metrics;

    public SendOperations(Kernel kernel, Queues queues, Deduplication deduplication, QueueMetrics metrics) {
        this.kernel = kernel;
        this.queues = queues;
        this.checks = new Checks(kernel, deduplication);
        this.metrics = metrics;
    }

    public Map<String, Operation> operations() {
        return Map.of("SendMessage", this::send, "SendMessageBatch", this::batch);
    }

    /** Checks a message and all that its sender needs; it is queued by {@link Send#apply}. */
    public Send prepare(Caller caller, ObjectNode input) {
        Outgoing message = prepare(Request.of(caller, input));
        metrics.sent(message.queue(), List.of(message));
        return message;
    }

    /** As {@link #prepare}, whatever the size. */
    public Send prepareDeadLetter(Caller caller, ObjectNode input) {
        Request request = Request.of(caller, input);
        Outgoing letter = checks.ofAnySize(queues.require(request, "SendMessage"), request, input);
        metrics.sent(letter.queue(), List.of(letter));
        return letter;
    }

    private Outgoing prepare(Request request) {
        OpenQueue queue = queues.require(request, "SendMessage");
        return checks.message(queue, request, request.input(), "are invalid");
    }

    private Response send(Request request) {
        Outgoing message = prepare(request);
        kernel.store().write(tx -> {
            message.apply(tx);
            return true;
        });
        metrics.sent(message.queue(), List.of(message));
        return Response.of(message.answer());
    }

    private Response batch(Request request) {
        OpenQueue queue = queues.require(request, "SendMessage");
        List<ObjectNode> entries = Batch.entries(request.input(), "SendMessageBatchRequestEntry");
        if (queue.queue().fifo()) {
            entries.forEach(entry -> requireFifo(queue, entry));
        }
        Batch batch = new Batch();
        Map<ObjectNode, Outgoing> accepted = new LinkedHashMap<>();
        long size = 0;
        for (ObjectNode entry : entries) {
            size += AttributeBytes.utf8(entry.path("MessageBody").asText(""));
            try {
                Outgoing message = checks.message(queue, request, entry, "cannot be validated");
                accepted.put(entry, message);
                size += message.size()
                        - AttributeBytes.utf8(entry.path("MessageBody").asText(""));
            } catch (AwsException e) {
                batch.failed(entry, e);
            }
        }
        if (size > Limits.MESSAGE) {
            throw AwsException.of(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + Limits.MESSAGE + " bytes. You have sent " + size
                            + " bytes.");
        }
        write(List.copyOf(accepted.values()));
        accepted.forEach((entry, message) -> {
            ObjectNode answer = message.answer();
            batch.succeeded(answer.put("Id", Batch.id(entry)));
        });
        metrics.sent(queue, List.copyOf(accepted.values()));
        return Response.of(batch.answer());
    }

    /** What is the same for all messages of a FIFO queue fails the whole batch. */
    private static void requireFifo(OpenQueue queue, ObjectNode entry) {
        if (entry.path("MessageDeduplicationId").asText("").isEmpty()
                && !queue.config().contentDeduplication()) {
            throw Errors.parameter("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        if (entry.path("MessageGroupId").asText("").isEmpty()) {
            throw Errors.parameter("The request must contain the parameter MessageGroupId.");
        }
    }

    private void write(List<Outgoing> messages) {
        if (!messages.isEmpty()) {
            kernel.store().write(tx -> {
                for (Outgoing message : messages) {
                    message.apply(tx);
                }
                return true;
            });
        }
    }
}
