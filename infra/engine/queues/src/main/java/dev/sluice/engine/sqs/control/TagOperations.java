package dev.sluice.engine.sqs.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.queue.Attributes;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** TagQueue, UntagQueue and ListQueueTags. */
public final class TagOperations {

    private final Queues queues;

    public TagOperations(Queues queues) {
        this.queues = queues;
    }

    public Map<String, Operation> operations() {
        return Map.of("TagQueue", this::tag, "UntagQueue", this::untag, "ListQueueTags", this::list);
    }

    private Response tag(Request request) {
        OpenQueue queue = queues.require(request, "TagQueue");
        Map<String, String> tags = Inputs.map(request.input(), "Tags");
        if (tags.isEmpty()) {
            throw Errors.missing("Tags");
        }
        queues.change(queue, old -> {
            Map<String, String> all = new TreeMap<>(old.tags());
            all.putAll(tags);
            check(all);
            return old.withTags(all);
        });
        return Response.empty();
    }

    private Response untag(Request request) {
        OpenQueue queue = queues.require(request, "UntagQueue");
        List<String> keys = Inputs.texts(request.input(), "TagKeys");
        if (keys.isEmpty()) {
            throw Errors.missing("TagKeys");
        }
        queues.change(queue, old -> {
            Map<String, String> all = new TreeMap<>(old.tags());
            keys.forEach(all::remove);
            return old.withTags(all);
        });
        return Response.empty();
    }

    private Response list(Request request) {
        Map<String, String> tags =
                queues.require(request, "ListQueueTags").queue().tags();
        ObjectNode answer = Json.object();
        if (!tags.isEmpty()) {
            answer.set("Tags", Attributes.view(tags));
        }
        return Response.of(answer);
    }

    static void check(Map<String, String> tags) {
        if (tags.size() > Limits.TAGS) {
            throw Errors.parameter("Too many tags added for queue. Maximum number of tags is " + Limits.TAGS + ".");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > Limits.TAG_KEY) {
                throw Errors.parameter("Tag keys must be between 1 and " + Limits.TAG_KEY + " characters in length.");
            }
            if (value.length() > Limits.TAG_VALUE) {
                throw Errors.parameter(
                        "Tag values must be between 0 and " + Limits.TAG_VALUE + " characters in length.");
            }
        });
    }
}
