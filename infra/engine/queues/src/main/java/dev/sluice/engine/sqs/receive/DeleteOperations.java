package dev.sluice.engine.sqs.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.message.Batch;
import dev.sluice.engine.sqs.message.QueueMetrics;
import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** DeleteMessage and DeleteMessageBatch. To delete what is already gone succeeds. */
public final class DeleteOperations {

    private final Kernel kernel;
    private final Queues queues;
    private final QueueMetrics metrics;

    public DeleteOperations(Kernel kernel, Queues queues, QueueMetrics metrics) {
        this.kernel = kernel;
        this.queues = queues;
        this.metrics = metrics;
    }

    public Map<String, Operation> operations() {
        return Map.of("DeleteMessage", this::one, "DeleteMessageBatch", this::batch);
    }

    private Response one(Request request) {
        OpenQueue queue = queues.require(request, "DeleteMessage");
        delete(queue, find(queue, request.input()).stream().toList());
        return Response.empty();
    }

    private Response batch(Request request) {
        OpenQueue queue = queues.require(request, "DeleteMessage");
        Batch batch = new Batch();
        List<Entry> found = new ArrayList<>();
        for (ObjectNode entry : Batch.entries(request.input(), "DeleteMessageBatchRequestEntry")) {
            try {
                find(queue, entry).ifPresent(found::add);
                batch.succeeded(Json.object().put("Id", Batch.id(entry)));
            } catch (AwsException e) {
                batch.failed(entry, e);
            }
        }
        delete(queue, found);
        return Response.of(batch.answer());
    }

    private static Optional<Entry> find(OpenQueue queue, ObjectNode input) {
        String text = Inputs.required(input, "ReceiptHandle");
        ReceiptHandle handle = ReceiptHandle.parse(text, queue);
        Optional<Entry> entry = queue.backlog().find(handle.seq());
        if (queue.queue().fifo() && entry.isPresent() && !queue.backlog().inFlight(entry.get(), handle.receives())) {
            throw Errors.invalid("ReceiptHandle", text, "The receipt handle has expired.");
        }
        return entry;
    }

    private void delete(OpenQueue queue, List<Entry> entries) {
        if (!entries.isEmpty()) {
            kernel.store().free(tx -> {
                for (Entry entry : entries) {
                    queue.backlog().delete(tx, entry);
                }
                return true;
            });
            metrics.deleted(queue, entries.size());
        }
    }
}
