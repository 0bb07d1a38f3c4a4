package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tags of functions. */
public final class TagOperations {

    private static final int MOST = 50;

    private final Requests requests;

    public TagOperations(Requests requests) {
        this.requests = requests;
    }

    public Map<String, Operation> operations() {
        return Map.of("TagResource", this::tag, "UntagResource", this::untag, "ListTags", this::list);
    }

    private Response tag(Request request) {
        FunctionRef ref = ref(request);
        requests.allowed(request, "TagResource", ref);
        Map<String, String> tags = Requests.texts(request.input().path("Tags"));
        requests.functions()
                .change(
                        ref,
                        function -> function.withTags(all -> {
                            all.putAll(tags);
                            if (all.size() > MOST) {
                                throw LambdaErrors.invalid("A function can have " + MOST + " tags at most.");
                            }
                        }));
        return Response.empty();
    }

    private Response untag(Request request) {
        FunctionRef ref = ref(request);
        requests.allowed(request, "UntagResource", ref);
        JsonNode given = request.input().path("tagKeys").isMissingNode()
                ? request.input().path("TagKeys")
                : request.input().path("tagKeys");
        List<String> keys = new ArrayList<>();
        if (given.isTextual()) {
            keys.add(given.asText());
        }
        given.forEach(key -> keys.add(key.asText()));
        requests.functions()
                .change(ref, function -> function.withTags(all -> all.keySet().removeAll(keys)));
        return Response.empty();
    }

    private Response list(Request request) {
        ObjectNode answer = Json.object();
        ObjectNode tags = answer.putObject("Tags");
        requests.allowed(request, "ListTags", ref(request)).tags().forEach(tags::put);
        return Response.of(answer);
    }

    private FunctionRef ref(Request request) {
        String arn = Requests.required(request, "Resource");
        if (!arn.startsWith("arn:")) {
            throw LambdaErrors.validation(arn, "resource", "Member must be the ARN of a function");
        }
        return FunctionRef.of(
                arn, "", request.caller().account(), requests.kernel().region());
    }
}
