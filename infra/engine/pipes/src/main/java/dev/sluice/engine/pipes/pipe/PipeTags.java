package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.TreeMap;

/** TagResource, UntagResource and ListTagsForResource. */
public final class PipeTags {

    private static final int MOST = 50;
    private static final int KEY = 128;
    private static final int VALUE = 256;

    private final Kernel kernel;
    private final Pipes pipes;

    public PipeTags(Kernel kernel, Pipes pipes) {
        this.kernel = kernel;
        this.pipes = pipes;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "TagResource", this::tag,
                "UntagResource", this::untag,
                "ListTagsForResource", this::list);
    }

    private synchronized Response tag(Request request) {
        Pipe pipe = open(request, "TagResource");
        Map<String, String> tags = new TreeMap<>(pipe.tags());
        tags.putAll(of(request.input().path("tags")));
        if (tags.size() > MOST) {
            throw AwsException.validation("A pipe can have at most " + MOST + " tags.");
        }
        pipes.put(pipe.tagged(tags));
        return Response.empty();
    }

    private synchronized Response untag(Request request) {
        Pipe pipe = open(request, "UntagResource");
        Map<String, String> tags = new TreeMap<>(pipe.tags());
        JsonNode keys = request.input().path("tagKeys");
        if (keys.isTextual()) {
            tags.remove(keys.asText());
        }
        keys.forEach(key -> tags.remove(key.asText()));
        pipes.put(pipe.tagged(tags));
        return Response.empty();
    }

    private Response list(Request request) {
        ObjectNode answer = Json.object();
        ObjectNode tags = answer.putObject("tags");
        open(request, "ListTagsForResource").tags().forEach(tags::put);
        return Response.of(answer);
    }

    private Pipe open(Request request, String action) {
        String arn = request.input().path("resourceArn").asText();
        kernel.access().require(request.caller(), "pipes:" + action, arn);
        return pipes.require(arn);
    }

    /** @throws AwsException ValidationException if there are too many, or one is too long */
    static Map<String, String> of(JsonNode given) {
        Map<String, String> tags = new TreeMap<>();
        for (Map.Entry<String, JsonNode> tag : given.properties()) {
            String value = tag.getValue().asText();
            if (tag.getKey().isEmpty() || tag.getKey().length() > KEY || value.length() > VALUE) {
                throw AwsException.validation("Tag " + tag.getKey() + ": a key has 1 to " + KEY
                        + " characters, and a value at most " + VALUE + ".");
            }
            tags.put(tag.getKey(), value);
        }
        if (tags.size() > MOST) {
            throw AwsException.validation("A pipe can have at most " + MOST + " tags.");
        }
        return tags;
    }
}
