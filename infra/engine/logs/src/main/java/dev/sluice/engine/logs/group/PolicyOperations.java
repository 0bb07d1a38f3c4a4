package dev.sluice.engine.logs.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resource policies of CloudWatch Logs. They belong to the account, not to a group: all of an account's policies together
 * are what a service such as {@code events.amazonaws.com} is judged by.
 */
public final class PolicyOperations {

    private static final TextConstraint NAME = TextConstraint.length(1, 255);
    private static final TextConstraint DOCUMENT = TextConstraint.length(1, 5_120);
    private static final int MOST = 10;

    private final Kernel kernel;
    private final Documents<ResourcePolicy> policies;
    private final Map<String, JsonNode> merged = new ConcurrentHashMap<>();

    public PolicyOperations(Kernel kernel) {
        this.kernel = kernel;
        this.policies = new Documents<>(kernel.store(), "logs.policy", ResourcePolicy.class);
        kernel.access().resourcePolicies("logs", this::of);
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PutResourcePolicy", this::put,
                "DescribeResourcePolicies", this::describe,
                "DeleteResourcePolicy", this::delete);
    }

    private synchronized Response put(Request request) {
        Members members = new Members(request.input());
        String name = members.required("policyName", NAME);
        String document = members.required("policyDocument", DOCUMENT);
        members.check();
        allow(request.caller(), "PutResourcePolicy");
        statements(document);
        String account = request.caller().account();
        String id = account + "/" + name;
        if (policies.get(id).isEmpty() && owned(account).size() >= MOST) {
            throw AwsException.of("LimitExceededException", "Resource limit exceeded.");
        }
        ResourcePolicy policy =
                new ResourcePolicy(account, name, document, kernel.time().now().toEpochMilli());
        policies.put(id, policy);
        merged.clear();
        ObjectNode answer = Json.object();
        answer.set("resourcePolicy", view(policy));
        return Response.of(answer);
    }

    private Response describe(Request request) {
        allow(request.caller(), "DescribeResourcePolicies");
        return Response.of(LogPage.of(
                new Members(request.input()),
                "resourcePolicies",
                owned(request.caller().account()),
                ResourcePolicy::name,
                PolicyOperations::view));
    }

    private synchronized Response delete(Request request) {
        Members members = new Members(request.input());
        String id = request.caller().account() + "/" + members.required("policyName", NAME);
        members.check();
        allow(request.caller(), "DeleteResourcePolicy");
        if (policies.get(id).isEmpty()) {
            throw AwsException.of("ResourceNotFoundException", "Policy with the specified name does not exist.");
        }
        policies.remove(id);
        merged.clear();
        return Response.empty();
    }

    private void allow(Caller caller, String action) {
        kernel.access().require(caller, "logs:" + action, "*");
    }

    private List<ResourcePolicy> owned(String account) {
        return policies.list().stream()
                .filter(policy -> policy.account().equals(account))
                .toList();
    }

    private Optional<JsonNode> of(String arn) {
        String account = arn.split(":", 6)[4];
        JsonNode all = merged.computeIfAbsent(account, this::merge);
        return all.path("Statement").isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private JsonNode merge(String account) {
        ObjectNode all = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = all.putArray("Statement");
        owned(account).forEach(policy -> statements(policy.document()).forEach(statements::add));
        return all;
    }

    private static ArrayNode statements(String document) {
        try {
            JsonNode statement = Json.parse(document).path("Statement");
            ArrayNode list = statement instanceof ArrayNode array ? array : Json.array();
            if (statement.isObject()) {
                list.add(statement);
            }
            if (!list.isEmpty()) {
                return list;
            }
        } catch (JsonProcessingException e) {
            throw AwsException.of("InvalidParameterException", "The policy document is not valid JSON.");
        }
        throw AwsException.of("InvalidParameterException", "The policy document has no Statement.");
    }

    private static ObjectNode view(ResourcePolicy policy) {
        return Json.object()
                .put("policyName", policy.name())
                .put("policyDocument", policy.document())
                .put("lastUpdatedTime", policy.updated());
    }
}
