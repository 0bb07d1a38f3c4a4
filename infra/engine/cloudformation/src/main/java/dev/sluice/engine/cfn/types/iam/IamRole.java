package dev.sluice.engine.cfn.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::IAM::Role}: the role, its inline policies and its attached policies.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html">AWS::IAM::Role</a>
 */
public final class IamRole implements ResourceType {

    private static final String POLICIES = "InlinePolicyNames";
    private static final String ATTACHED = "AttachedPolicyArns";

    @Override
    public String name() {
        return "AWS::IAM::Role";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String role = properties.text("RoleName").orElseGet(() -> stack.physicalName(logicalId, 64));
        ObjectNode input = Json.object().put("RoleName", role);
        input.put("Path", properties.text("Path").orElse("/"));
        input.put("AssumeRolePolicyDocument", Json.text(Iam.document(properties, "AssumeRolePolicyDocument")));
        properties.accepted("Description", "MaxSessionDuration", "Tags");
        properties.any("PermissionsBoundary").ifPresent(boundary -> {
            throw new TemplateException(
                    properties.pointer() + "/PermissionsBoundary", "is a property that the engine does not support");
        });
        JsonNode created = create(stack, input);
        List<String> policies = putPolicies(stack, role, properties);
        List<String> attached = properties.texts("ManagedPolicyArns");
        attached.forEach(arn -> attach(stack, "AttachRolePolicy", role, arn));
        stack.previous(logicalId)
                .filter(previous -> previous.ref().equals(role))
                .ifPresent(previous -> dropStale(stack, role, previous, policies, attached));
        return new Resource(
                role,
                Map.of(
                        "Arn",
                        created.path("Arn").asText(),
                        "RoleId",
                        created.path("RoleId").asText(),
                        POLICIES,
                        String.join("\n", policies),
                        ATTACHED,
                        String.join("\n", attached)));
    }

    private static JsonNode create(Stack stack, ObjectNode input) {
        try {
            return stack.call("iam", "CreateRole", input).path("Role");
        } catch (AwsException e) {
            if (!e.code().startsWith("EntityAlreadyExists")) {
                throw e;
            }
        }
        String role = input.path("RoleName").asText();
        ObjectNode update = Json.object().put("RoleName", role);
        update.put("PolicyDocument", input.path("AssumeRolePolicyDocument").asText());
        stack.call("iam", "UpdateAssumeRolePolicy", update);
        return stack.call("iam", "GetRole", Json.object().put("RoleName", role)).path("Role");
    }

    private static List<String> putPolicies(Stack stack, String role, Properties properties) {
        List<String> names = new ArrayList<>();
        for (Properties policy : properties.objects("Policies")) {
            String name = policy.requiredText("PolicyName");
            Iam.putInline(stack, "Role", role, name, Iam.document(policy, "PolicyDocument"));
            names.add(name);
        }
        return names;
    }

    private static void dropStale(
            Stack stack, String role, Resource previous, List<String> policies, List<String> attached) {
        Iam.lines(previous, POLICIES).stream()
                .filter(name -> !policies.contains(name))
                .forEach(name -> Iam.deleteInline(stack, "Role", role, name));
        Iam.lines(previous, ATTACHED).stream()
                .filter(arn -> !attached.contains(arn))
                .forEach(arn -> detach(stack, role, arn));
    }

    private static void attach(Stack stack, String operation, String role, String arn) {
        stack.call("iam", operation, Json.object().put("RoleName", role).put("PolicyArn", arn));
    }

    /** It may already have been done by hand. */
    private static void detach(Stack stack, String role, String arn) {
        Iam.ignoringMissing(() -> attach(stack, "DetachRolePolicy", role, arn));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        String role = resource.ref();
        Iam.lines(resource, POLICIES).forEach(name -> Iam.deleteInline(stack, "Role", role, name));
        Iam.lines(resource, ATTACHED).forEach(arn -> detach(stack, role, arn));
        Iam.ignoringMissing(() -> stack.call("iam", "DeleteRole", Json.object().put("RoleName", role)));
    }
}
