package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Members;
import java.util.Map;
import java.util.TreeMap;

/** TagResource and UntagResource. */
final class TagOperations {

    private static final int MOST = 50;
    private static final int KEY = 128;
    private static final int VALUE = 256;

    private final Secrets secrets;

    TagOperations(Secrets secrets) {
        this.secrets = secrets;
    }

    Map<String, Operation> operations() {
        return Map.of("TagResource", this::tag, "UntagResource", this::untag);
    }

    /** The old tags with those of a request. */
    static Map<String, String> read(Map<String, String> old, JsonNode tags) {
        Map<String, String> all = new TreeMap<>(old);
        for (JsonNode tag : tags) {
            String key = tag.path("Key").asText("");
            String value = tag.path("Value").asText("");
            if (key.isEmpty() || key.length() > KEY || value.length() > VALUE) {
                throw AwsException.of(
                        "InvalidParameterException", "A tag has a key of 1-128 and a value of 0-256 characters.");
            }
            all.put(key, value);
        }
        if (all.size() > MOST) {
            throw AwsException.of("LimitExceededException", "A secret can have at most 50 tags.");
        }
        return all;
    }

    private Response tag(Request request) {
        synchronized (secrets) {
            Secret secret = Secrets.alive(secrets.named(request, new Members(request.input()), "TagResource"));
            secrets.put(secret.tagged(read(secret.tags(), request.input().path("Tags")), secrets.now()));
            return Response.empty();
        }
    }

    private Response untag(Request request) {
        synchronized (secrets) {
            Secret secret = Secrets.alive(secrets.named(request, new Members(request.input()), "UntagResource"));
            Map<String, String> left = new TreeMap<>(secret.tags());
            request.input().path("TagKeys").forEach(key -> left.remove(key.asText()));
            secrets.put(secret.tagged(left, secrets.now()));
            return Response.empty();
        }
    }
}
