package dev.sluice.engine.sqs.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.message.Batch;
import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ChangeMessageVisibility and its batch. */
public final class VisibilityOperations {

    private static final String TIMEOUT = "VisibilityTimeout";

    private record Change(Entry entry, int receives, long visibleAt) {}

    private final Kernel kernel;
    private final Queues queues;

    public VisibilityOperations(Kernel kernel, Queues queues) {
        this.kernel = kernel;
        this.queues = queues;
    }

    public Map<String, Operation> operations() {
        return Map.of("ChangeMessageVisibility", this::one, "ChangeMessageVisibilityBatch", this::batch);
    }

    private Response one(Request request) {
        OpenQueue queue = queues.require(request, "ChangeMessageVisibility");
        write(queue, List.of(change(queue, request.input())));
        return Response.empty();
    }

    private Response batch(Request request) {
        OpenQueue queue = queues.require(request, "ChangeMessageVisibility");
        Batch batch = new Batch();
        List<Change> changes = new ArrayList<>();
        for (ObjectNode entry : Batch.entries(request.input(), "ChangeMessageVisibilityBatchRequestEntry")) {
            try {
                changes.add(change(queue, entry));
                batch.succeeded(Json.object().put("Id", Batch.id(entry)));
            } catch (AwsException e) {
                batch.failed(entry, e);
            }
        }
        write(queue, changes);
        return Response.of(batch.answer());
    }

    private Change change(OpenQueue queue, ObjectNode input) {
        String text = Inputs.required(input, "ReceiptHandle");
        int seconds = Inputs.number(input, TIMEOUT, 0, Limits.VISIBILITY, "Must be >= 0 and <= 43200, if provided.")
                .orElseThrow(() -> Errors.missing(TIMEOUT));
        ReceiptHandle handle = ReceiptHandle.parse(text, queue);
        Entry entry = queue.backlog()
                .find(handle.seq())
                .filter(found -> queue.backlog().mayHide(found, handle.receives()))
                .orElseThrow(() -> Errors.invalid(
                        "ReceiptHandle",
                        text,
                        "Message does not exist or is not available for visibility timeout change."));
        long at = kernel.time().now().toEpochMilli() + 1000L * seconds;
        if (at - queue.backlog().received(entry) > 1000L * Limits.VISIBILITY) {
            throw Errors.invalid(
                    TIMEOUT,
                    Integer.toString(seconds),
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        }
        return new Change(entry, queue.backlog().receives(entry), at);
    }

    private void write(OpenQueue queue, List<Change> changes) {
        if (!changes.isEmpty()) {
            kernel.store().free(tx -> {
                for (Change change : changes) {
                    queue.backlog().visible(tx, change.entry(), change.receives(), change.visibleAt());
                }
                return true;
            });
        }
    }
}
