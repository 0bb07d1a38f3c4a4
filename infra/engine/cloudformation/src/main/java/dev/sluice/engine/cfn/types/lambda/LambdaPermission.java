package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;

/** {@code AWS::Lambda::Permission}: one statement of a function's resource policy. */
final class LambdaPermission implements ResourceType {

    private static final List<String> MEMBERS =
            List.of("Action", "Principal", "SourceArn", "SourceAccount", "PrincipalOrgID");
    private static final String FUNCTION = "FunctionName";

    @Override
    public String name() {
        return "AWS::Lambda::Permission";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String function = properties.requiredText(FUNCTION);
        String sid = stack.physicalName(logicalId, 100);
        ObjectNode statement = Json.object().put(FUNCTION, function).put("StatementId", sid);
        MEMBERS.forEach(member -> properties.text(member).ifPresent(value -> statement.put(member, value)));
        stack.previous(logicalId)
                .filter(old -> !function.equals(old.attributes().get(FUNCTION)))
                .ifPresent(old -> remove(stack, old));
        add(stack, statement);
        return new Resource(sid, Map.of("Id", sid, FUNCTION, function));
    }

    private static void add(Stack stack, ObjectNode statement) {
        try {
            stack.call("lambda", "AddPermission", statement);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceConflictException")) {
                throw e;
            }
            stack.call("lambda", "RemovePermission", statement);
            stack.call("lambda", "AddPermission", statement);
        }
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        LambdaTypes.removing(
                stack,
                "RemovePermission",
                Json.object()
                        .put(FUNCTION, resource.attributes().getOrDefault(FUNCTION, ""))
                        .put("StatementId", resource.ref()));
    }
}
