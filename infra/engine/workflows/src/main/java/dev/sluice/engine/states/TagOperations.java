package dev.sluice.engine.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.states.task.Machine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tags of state machines. */
final class TagOperations {

    private static final TextConstraint KEY = TextConstraint.length(1, 128);

    private final Machines machines;

    TagOperations(Machines machines) {
        this.machines = machines;
    }

    Map<String, Operation> operations() {
        return Map.of("TagResource", this::tag, "UntagResource", this::untag, "ListTagsForResource", this::list);
    }

    private Response tag(Request request) {
        Members members = new Members(request.input());
        Map<String, String> more = StateTags.read(members);
        return change(members, request, "TagResource", tags -> tags.putAll(more));
    }

    private Response untag(Request request) {
        Members members = new Members(request.input());
        List<String> keys = members.texts("tagKeys", KEY);
        return change(members, request, "UntagResource", tags -> tags.keySet().removeAll(keys));
    }

    private Response list(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode tags = answer.putArray("tags");
        machine(new Members(request.input()), request, "ListTagsForResource")
                .tags()
                .forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return Response.of(answer);
    }

    private Response change(Members members, Request request, String action, Consumer<Map<String, String>> change) {
        synchronized (machines) {
            Machine machine = machine(members, request, action);
            Map<String, String> tags = new TreeMap<>(machine.tags());
            change.accept(tags);
            if (tags.size() > StateTags.MOST) {
                throw AwsException.of("TooManyTags", "A resource can have at most " + StateTags.MOST + " tags.");
            }
            machines.put(machine.withTags(tags));
        }
        return Response.empty();
    }

    private Machine machine(Members members, Request request, String action) {
        try {
            return machines.named(members, "resourceArn", request.caller(), action);
        } catch (AwsException e) {
            throw e.code().equals("StateMachineDoesNotExist")
                    ? AwsException.of(
                            "ResourceNotFound",
                            "Resource not found: '"
                                    + request.input().path("resourceArn").asText() + "'")
                    : e;
        }
    }
}
