package dev.sluice.engine.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kms.key.Key;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html">TagResource</a>
 */
final class TagOperations {

    private static final int MOST = 50;
    private static final int KEY = 128;
    private static final int VALUE = 256;

    private final Keys keys;

    TagOperations(Keys keys) {
        this.keys = keys;
    }

    Map<String, Operation> operations() {
        return Map.of("TagResource", this::tag, "UntagResource", this::untag, "ListResourceTags", this::list);
    }

    /** The old tags with those of a request. */
    static Map<String, String> read(Map<String, String> old, JsonNode tags) {
        Map<String, String> all = new TreeMap<>(old);
        for (JsonNode tag : tags) {
            String key = tag.path("TagKey").asText("");
            String value = tag.path("TagValue").asText("");
            if (key.isEmpty() || key.length() > KEY || value.length() > VALUE) {
                throw AwsException.of(
                        "TagException", "A tag has a TagKey of 1-128 and a TagValue of 0-256 characters.");
            }
            all.put(key, value);
        }
        if (all.size() > MOST) {
            throw AwsException.of("LimitExceededException", "A key can have at most 50 tags.");
        }
        return all;
    }

    private Response tag(Request request) {
        synchronized (keys) {
            Key key = Inputs.alive(Inputs.key(keys, request, "TagResource"));
            keys.put(key.tagged(read(key.tags(), request.input().path("Tags"))));
            return Response.empty();
        }
    }

    private Response untag(Request request) {
        synchronized (keys) {
            Key key = Inputs.alive(Inputs.key(keys, request, "UntagResource"));
            Map<String, String> left = new TreeMap<>(key.tags());
            request.input().path("TagKeys").forEach(name -> left.remove(name.asText()));
            keys.put(key.tagged(left));
            return Response.empty();
        }
    }

    private Response list(Request request) {
        Key key = Inputs.key(keys, request, "ListResourceTags");
        var answer = Json.object().put("Truncated", false);
        ArrayNode tags = answer.putArray("Tags");
        new TreeMap<>(key.tags())
                .forEach((name, value) -> tags.addObject().put("TagKey", name).put("TagValue", value));
        return Response.of(answer);
    }
}
