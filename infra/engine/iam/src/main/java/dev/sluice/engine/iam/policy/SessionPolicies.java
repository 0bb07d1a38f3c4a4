package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The policies that AssumeRole was given: the session may do what both they and the role's own allow.
 *
 * @param managed ARNs
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session">Session policies</a>
 */
public record SessionPolicies(Optional<JsonNode> inline, List<String> managed) {

    /** Under which a caller carries them, as {@link #text}; no condition can see it. */
    public static final String KEY = "sluice:SessionPolicies";

    /** @throws dev.sluice.engine.aws.AwsException MalformedPolicyDocument if a condition is none */
    public SessionPolicies {
        inline.ifPresent(Statement::of);
    }

    static SessionPolicies of(String text) {
        JsonNode node = Json.parseTrusted(text);
        List<String> arns = new ArrayList<>();
        node.path("managed").forEach(arn -> arns.add(arn.asText()));
        return new SessionPolicies(Optional.ofNullable(node.get("inline")), List.copyOf(arns));
    }

    /** Empty if there are none. */
    public String text() {
        if (inline.isEmpty() && managed.isEmpty()) {
            return "";
        }
        ObjectNode node = Json.object();
        inline.ifPresent(document -> node.set("inline", document));
        ArrayNode arns = node.putArray("managed");
        managed.forEach(arns::add);
        return Json.text(node);
    }
}
