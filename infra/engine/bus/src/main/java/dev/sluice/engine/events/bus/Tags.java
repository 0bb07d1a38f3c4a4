package dev.sluice.engine.events.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.store.Documents;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Tags of buses and rules. Thread-safe. */
public final class Tags {

    /** What one resource is tagged with. */
    record Set(Map<String, String> tags) {}

    private static final TextConstraint ARN = TextConstraint.length(1, Limits.ARN);
    private static final TextConstraint KEY = TextConstraint.length(1, 128);
    private static final TextConstraint VALUE = TextConstraint.length(0, 256);

    private final Kernel kernel;
    private final Documents<Set> documents;

    public Tags(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "events.tags", Set.class);
    }

    /** @param exists whether an ARN is a resource that can be tagged */
    public Map<String, Operation> operations(Predicate<String> exists) {
        return Map.of(
                "TagResource", request -> tag(request, exists),
                "UntagResource", request -> untag(request, exists),
                "ListTagsForResource", request -> list(request, exists));
    }

    /** Adds the tags of a request's {@code Tags} member, if it has one. */
    public synchronized void add(String arn, JsonNode tags) {
        if (tags.isEmpty()) {
            return;
        }
        check(tags);
        Map<String, String> all = new TreeMap<>(of(arn));
        tags.forEach(tag -> all.put(tag.path("Key").asText(), tag.path("Value").asText()));
        if (all.size() > Limits.TAGS) {
            throw AwsException.validation("A resource can have at most " + Limits.TAGS + " tags.");
        }
        documents.put(arn, new Set(all));
    }

    /** @throws AwsException ValidationException for a key of AWS's own or one that comes twice */
    private static void check(JsonNode tags) {
        java.util.Set<String> seen = new HashSet<>();
        for (JsonNode tag : tags) {
            String key = tag.path("Key").asText();
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw AwsException.validation("System tags cannot be added/updated by requester.");
            }
            if (!seen.add(key)) {
                throw AwsException.validation("Tag keys must be unique: " + key + " comes twice.");
            }
        }
    }

    /** Forgets the tags of a resource that is gone. */
    public synchronized void forget(String arn) {
        if (documents.get(arn).isPresent()) {
            documents.remove(arn);
        }
    }

    private Map<String, String> of(String arn) {
        return documents.get(arn).map(Set::tags).orElse(Map.of());
    }

    private Response tag(Request request, Predicate<String> exists) {
        Members members = new Members(request.input());
        for (Members tag : members.structures("Tags")) {
            tag.required("Key", KEY);
            tag.required("Value", VALUE);
        }
        add(resource(request, members, "TagResource", exists), request.input().path("Tags"));
        return Response.empty();
    }

    private synchronized Response untag(Request request, Predicate<String> exists) {
        Members members = new Members(request.input());
        List<String> keys = members.texts("TagKeys", KEY);
        String arn = resource(request, members, "UntagResource", exists);
        Map<String, String> left = new TreeMap<>(of(arn));
        left.keySet().removeAll(keys);
        documents.put(arn, new Set(left));
        return Response.empty();
    }

    private Response list(Request request, Predicate<String> exists) {
        String arn = resource(request, new Members(request.input()), "ListTagsForResource", exists);
        ObjectNode answer = Json.object();
        ArrayNode tags = answer.putArray("Tags");
        of(arn).forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return Response.of(answer);
    }

    private String resource(Request request, Members members, String action, Predicate<String> exists) {
        String arn = members.required("ResourceARN", ARN);
        members.check();
        kernel.access().require(request.caller(), "events:" + action, arn);
        if (!exists.test(arn)) {
            throw missing(arn);
        }
        return arn;
    }

    private static AwsException missing(String arn) {
        String resource = arn.substring(arn.lastIndexOf(':') + 1);
        String[] parts = resource.split("/", -1);
        String name = parts[parts.length - 1];
        if (!resource.startsWith("rule/")) {
            return AwsException.of("ResourceNotFoundException", "Event bus " + name + " does not exist.");
        }
        String bus = parts.length > 2 ? parts[1] : BusKey.DEFAULT;
        return AwsException.of(
                "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus " + bus + ".");
    }
}
