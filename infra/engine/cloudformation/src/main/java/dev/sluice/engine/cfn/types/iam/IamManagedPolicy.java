package dev.sluice.engine.cfn.types.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::IAM::ManagedPolicy}: a policy of its own, attached to each of its roles, users and groups.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html">AWS::IAM::ManagedPolicy</a>
 */
public final class IamManagedPolicy implements ResourceType {

    private static final Map<String, String> OWNERS = Map.of("Roles", "Role", "Users", "User", "Groups", "Group");

    @Override
    public String name() {
        return "AWS::IAM::ManagedPolicy";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("ManagedPolicyName").orElseGet(() -> stack.physicalName(logicalId, 128));
        String path = properties.text("Path").orElse("/");
        String document = Json.text(Iam.document(properties, "PolicyDocument"));
        properties.accepted("Description");
        String arn = "arn:aws:iam::" + stack.kernel().account() + ":policy" + path + name;
        create(stack, Json.object().put("PolicyName", name).put("Path", path).put("PolicyDocument", document), arn);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("PolicyArn", arn);
        OWNERS.forEach((property, kind) -> {
            List<String> owners = properties.texts(property);
            owners.forEach(owner -> attach(stack, "Attach", kind, owner, arn));
            attributes.put(property, String.join("\n", owners));
        });
        Resource now = new Resource(arn, attributes);
        stack.previous(logicalId)
                .filter(previous -> previous.ref().equals(arn))
                .ifPresent(previous -> OWNERS.forEach((property, kind) -> Iam.lines(previous, property).stream()
                        .filter(owner -> !Iam.lines(now, property).contains(owner))
                        .forEach(owner -> detach(stack, kind, owner, arn))));
        return now;
    }

    private static void create(Stack stack, ObjectNode input, String arn) {
        try {
            stack.call("iam", "CreatePolicy", input);
        } catch (AwsException e) {
            if (!e.code().startsWith("EntityAlreadyExists")) {
                throw e;
            }
            replace(stack, arn, input.path("PolicyDocument").asText());
        }
    }

    /** A policy keeps at most five versions, so the one before goes when a changed one comes. */
    private static void replace(Stack stack, String arn, String document) {
        ObjectNode policy = Json.object().put("PolicyArn", arn);
        String version = stack.call("iam", "GetPolicy", policy)
                .path("Policy")
                .path("DefaultVersionId")
                .asText();
        ObjectNode versioned = policy.deepCopy().put("VersionId", version);
        String current = stack.call("iam", "GetPolicyVersion", versioned)
                .path("PolicyVersion")
                .path("Document")
                .asText();
        if (!current.equals(document)) {
            stack.call(
                    "iam",
                    "CreatePolicyVersion",
                    policy.deepCopy().put("PolicyDocument", document).put("SetAsDefault", true));
            stack.call("iam", "DeletePolicyVersion", versioned);
        }
    }

    private static void attach(Stack stack, String verb, String kind, String owner, String arn) {
        stack.call(
                "iam",
                verb + kind + "Policy",
                Json.object().put(kind + "Name", owner).put("PolicyArn", arn));
    }

    private static void detach(Stack stack, String kind, String owner, String arn) {
        Iam.ignoringMissing(() -> attach(stack, "Detach", kind, owner, arn));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        OWNERS.forEach((property, kind) ->
                Iam.lines(resource, property).forEach(owner -> detach(stack, kind, owner, resource.ref())));
        Iam.ignoringMissing(
                () -> stack.call("iam", "DeletePolicy", Json.object().put("PolicyArn", resource.ref())));
    }
}
