package dev.sluice.engine.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kms.key.Key;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.kms.key.KmsErrors;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Key policies.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key policies</a>
 */
final class PolicyOperations {

    private static final int MOST_BYTES = 32_768;
    private static final String ONLY_NAME = "default";

    private final Keys keys;

    PolicyOperations(Keys keys) {
        this.keys = keys;
    }

    Map<String, Operation> operations() {
        return Map.of("PutKeyPolicy", this::put, "GetKeyPolicy", this::get, "ListKeyPolicies", this::list);
    }

    /** A policy that somebody sent, as it is kept. */
    static String read(String policy) {
        if (policy.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw AwsException.of("LimitExceededException", "A key policy must not be longer than 32768 bytes.");
        }
        try {
            JsonNode document = Json.parse(policy);
            JsonNode statements = document.path("Statement");
            if (statements.isContainerNode() && statements.size() > 0) {
                return Json.text(document);
            }
        } catch (JsonProcessingException e) {
            // answered below: the parser's text would quote the policy
        }
        throw AwsException.of(
                "MalformedPolicyDocumentException", "A key policy must be a JSON object with at least one Statement.");
    }

    private Response put(Request request) {
        requireName(request);
        String policy = read(request.input().path("Policy").asText(""));
        synchronized (keys) {
            keys.put(Inputs.key(keys, request, "PutKeyPolicy").governed(policy));
            return Response.empty();
        }
    }

    private Response get(Request request) {
        requireName(request);
        Key key = Inputs.key(keys, request, "GetKeyPolicy");
        return Response.of(Json.object().put("Policy", key.policy()).put("PolicyName", ONLY_NAME));
    }

    private Response list(Request request) {
        Inputs.key(keys, request, "ListKeyPolicies");
        var answer = Json.object().put("Truncated", false);
        answer.putArray("PolicyNames").add(ONLY_NAME);
        return Response.of(answer);
    }

    private static void requireName(Request request) {
        String name = request.input().path("PolicyName").asText(ONLY_NAME);
        if (!name.equals(ONLY_NAME)) {
            throw KmsErrors.notFound("No such policy exists: PolicyName must be default, and is " + name + ".");
        }
    }
}
