package dev.sluice.engine.sqs.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.queue.Attributes;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queue;
import dev.sluice.engine.sqs.queue.QueueKey;
import dev.sluice.engine.sqs.queue.QueueUrls;
import dev.sluice.engine.sqs.queue.Queues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** CreateQueue, DeleteQueue, PurgeQueue, and the ways to find a queue. */
public final class QueueOperations {

    private final Queues queues;
    private final QueueUrls urls;
    private final AttributeOperations attributes;
    private final Map<String, Long> deleted = new ConcurrentHashMap<>();
    private final Map<Long, Long> purged = new ConcurrentHashMap<>();

    public QueueOperations(Queues queues, QueueUrls urls, AttributeOperations attributes) {
        this.queues = queues;
        this.urls = urls;
        this.attributes = attributes;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateQueue", this::create,
                "GetQueueUrl", this::url,
                "ListQueues", this::list,
                "ListDeadLetterSourceQueues", this::sources,
                "DeleteQueue", this::delete,
                "PurgeQueue", this::purge);
    }

    private Response create(Request request) {
        ObjectNode input = request.input();
        String name = Inputs.required(input, "QueueName");
        boolean fifo = input.path("Attributes").path("FifoQueue").asText().equalsIgnoreCase("true");
        QueueKey.check(name, fifo);
        QueueKey key = new QueueKey(request.caller().account(), name);
        queues.allow(request.caller(), "CreateQueue", queues.arn(key));
        Map<String, String> given = Attributes.read(input.path("Attributes"), fifo);
        Map<String, String> tags = Inputs.map(input, input.has("tags") ? "tags" : "Tags");
        TagOperations.check(tags);
        synchronized (queues) {
            if (queues.find(key).isPresent()) {
                queues.find(key).ifPresent(existing -> requireSame(existing.queue(), given));
            } else {
                requireFree(key, request.caller());
                attributes.checkRedrive(given, queues.arn(key), fifo);
                queues.create(key, Attributes.merge(Map.of(), given), tags);
            }
        }
        return Response.of(Json.object().put("QueueUrl", urls.of(key)));
    }

    private static void requireSame(Queue existing, Map<String, String> given) {
        Map<String, String> has = Attributes.withDefaults(existing);
        given.forEach((name, value) -> {
            if (!Attributes.same(name, has.getOrDefault(name, ""), value)) {
                throw AwsException.of(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for attribute " + name);
            }
        });
    }

    private void requireFree(QueueKey key, Caller caller) {
        Long at = deleted.get(key.id());
        if (at != null && queues.now() - at < Limits.PAUSE && caller.kind() != Caller.Kind.INTERNAL) {
            throw AwsException.of(
                    "QueueDeletedRecently",
                    "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
        }
        if (queues.of(key.account()).size() >= Limits.QUEUES) {
            throw AwsException.of("OverLimit", 403, "An account can have at most " + Limits.QUEUES + " queues.");
        }
    }

    private Response url(Request request) {
        String name = Inputs.required(request.input(), "QueueName");
        String owner = request.input().path("QueueOwnerAWSAccountId").asText("");
        QueueKey key = new QueueKey(owner.isEmpty() ? request.caller().account() : owner, name);
        OpenQueue queue = queues.find(key).orElseThrow(Errors::noSuchQueue);
        queues.allow(request.caller(), "GetQueueUrl", queue.arn());
        return Response.of(Json.object().put("QueueUrl", urls.of(key)));
    }

    private Response list(Request request) {
        Caller caller = request.caller();
        queues.allow(caller, "ListQueues", queues.arn(new QueueKey(caller.account(), "*")));
        String prefix = request.input().path("QueueNamePrefix").asText("");
        List<QueueKey> found = queues.of(caller.account()).stream()
                .map(queue -> queue.queue().key())
                .filter(key -> key.name().startsWith(prefix))
                .toList();
        ObjectNode page = Page.of(request.input(), "QueueUrls", found, urls);
        return Response.of(page.path("QueueUrls").isEmpty() ? Json.object() : page);
    }

    private Response sources(Request request) {
        OpenQueue queue = queues.require(request, "ListDeadLetterSourceQueues");
        List<QueueKey> found = queues.sources(queue.arn()).stream()
                .map(source -> source.queue().key())
                .toList();
        return Response.of(Page.of(request.input(), "queueUrls", found, urls));
    }

    private Response delete(Request request) {
        OpenQueue queue = queues.require(request, "DeleteQueue");
        synchronized (queues) {
            queues.remove(queue);
            deleted.values().removeIf(at -> queues.now() - at >= Limits.PAUSE);
            deleted.put(queue.queue().key().id(), queues.now());
        }
        return Response.empty();
    }

    private Response purge(Request request) {
        OpenQueue queue = queues.require(request, "PurgeQueue");
        synchronized (queues) {
            purged.values().removeIf(at -> queues.now() - at >= Limits.PAUSE);
            if (purged.putIfAbsent(queue.queue().number(), queues.now()) != null) {
                throw AwsException.of(
                        "PurgeQueueInProgress",
                        403,
                        "Only one PurgeQueue operation on " + queue.queue().name() + " is allowed every 60 seconds.");
            }
            queues.purge(queue);
        }
        return Response.empty();
    }
}
