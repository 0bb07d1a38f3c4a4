package dev.sluice.engine.cfn.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::IAM::Policy}: one inline policy, put on each of its roles, users and groups.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html">AWS::IAM::Policy</a>
 */
public final class IamPolicy implements ResourceType {

    private static final Map<String, String> OWNERS = Map.of("Roles", "Role", "Users", "User", "Groups", "Group");

    @Override
    public String name() {
        return "AWS::IAM::Policy";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String policy = properties.requiredText("PolicyName");
        JsonNode document = Iam.document(properties, "PolicyDocument");
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("PolicyName", policy);
        OWNERS.forEach((property, kind) -> {
            List<String> owners = properties.texts(property);
            owners.forEach(owner -> Iam.putInline(stack, kind, owner, policy, document));
            attributes.put(property, String.join("\n", owners));
        });
        if (OWNERS.keySet().stream()
                .allMatch(property -> attributes.getOrDefault(property, "").isEmpty())) {
            throw new TemplateException(properties.pointer(), "must name at least one of Roles, Users and Groups");
        }
        Resource now = new Resource(stack.physicalName(logicalId, 128), attributes);
        stack.previous(logicalId).ifPresent(previous -> dropStale(stack, previous, now));
        return now;
    }

    private static void dropStale(Stack stack, Resource previous, Resource now) {
        String was = previous.attributes().getOrDefault("PolicyName", "");
        boolean renamed = !was.equals(now.attributes().get("PolicyName"));
        OWNERS.forEach((property, kind) -> {
            List<String> kept = renamed ? List.of() : Iam.lines(now, property);
            Iam.lines(previous, property).stream()
                    .filter(owner -> !kept.contains(owner))
                    .forEach(owner -> Iam.deleteInline(stack, kind, owner, was));
        });
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        String policy = resource.attributes().getOrDefault("PolicyName", "");
        OWNERS.forEach((property, kind) ->
                Iam.lines(resource, property).forEach(owner -> Iam.deleteInline(stack, kind, owner, policy)));
    }
}
