package dev.sluice.engine.sqs.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.backlog.Counts;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.queue.Attributes;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queue;
import dev.sluice.engine.sqs.queue.Queues;
import dev.sluice.engine.sqs.queue.Redrive;
import dev.sluice.engine.sqs.queue.RedriveAllow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GetQueueAttributes and SetQueueAttributes. */
public final class AttributeOperations {

    private static final Set<String> KNOWN = Set.of(
            "Policy",
            "VisibilityTimeout",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "QueueArn",
            "ApproximateNumberOfMessagesDelayed",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds",
            "RedrivePolicy",
            "FifoQueue",
            "ContentBasedDeduplication",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "DeduplicationScope",
            "FifoThroughputLimit",
            "RedriveAllowPolicy",
            "SqsManagedSseEnabled");

    private final Queues queues;

    public AttributeOperations(Queues queues) {
        this.queues = queues;
    }

    public Map<String, Operation> operations() {
        return Map.of("GetQueueAttributes", this::get, "SetQueueAttributes", this::set);
    }

    private Response get(Request request) {
        OpenQueue queue = queues.require(request, "GetQueueAttributes");
        List<String> names = Inputs.texts(request.input(), "AttributeNames");
        ObjectNode all = view(queue);
        ObjectNode wanted = Json.object();
        for (String name : names) {
            if (name.equals("All")) {
                wanted = all;
                break;
            }
            if (!KNOWN.contains(name)) {
                throw Attributes.unknown(name);
            }
            JsonNode value = all.get(name);
            if (value != null) {
                wanted.set(name, value);
            }
        }
        ObjectNode answer = Json.object();
        return Response.of(wanted.isEmpty() ? answer : answer.set("Attributes", wanted));
    }

    private static ObjectNode view(OpenQueue open) {
        Queue queue = open.queue();
        Counts counts = open.backlog().counts();
        return Attributes.view(Attributes.withDefaults(queue))
                .put("ApproximateNumberOfMessages", Integer.toString(counts.visible()))
                .put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()))
                .put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()))
                .put("CreatedTimestamp", Long.toString(queue.created()))
                .put("LastModifiedTimestamp", Long.toString(queue.modified()))
                .put("QueueArn", queue.arn());
    }

    private Response set(Request request) {
        OpenQueue queue = queues.require(request, "SetQueueAttributes");
        JsonNode given = request.input().path("Attributes");
        if (given.isEmpty()) {
            throw Errors.missing("Attribute.Name");
        }
        boolean fifo = queue.queue().fifo();
        Map<String, String> changed = Attributes.read(given, fifo);
        checkRedrive(changed, queue.arn(), fifo);
        queues.change(queue, old -> old.withAttributes(Attributes.merge(old.attributes(), changed), queues.now()));
        return Response.empty();
    }

    /** The dead-letter queue exists, is of the same type, and lets this queue use it. */
    void checkRedrive(Map<String, String> changed, String sourceArn, boolean fifo) {
        String text = changed.getOrDefault("RedrivePolicy", "");
        if (text.isEmpty()) {
            return;
        }
        Redrive redrive = Redrive.parse(text);
        if (redrive.deadLetterArn().split(":", -1).length != 6) {
            throw Redrive.invalid(text, "Invalid value for deadLetterTargetArn.");
        }
        Optional<OpenQueue> target = queues.find(redrive.deadLetterArn());
        if (target.isEmpty()) {
            throw Redrive.invalid(text, "Dead letter target does not exist.");
        }
        if (target.get().queue().fifo() != fifo) {
            throw Redrive.invalid(text, "Dead-letter queue must be same type of queue as the source.");
        }
        boolean allowed = Optional.ofNullable(target.get().queue().attributes().get("RedriveAllowPolicy"))
                .map(policy -> RedriveAllow.parse(policy).allows(sourceArn))
                .orElse(true);
        if (!allowed) {
            throw Redrive.invalid(text, "The dead-letter queue's RedriveAllowPolicy does not allow this source queue.");
        }
    }
}
