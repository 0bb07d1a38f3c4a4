package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.cfn.Properties;
import dev.sluice.engine.cfn.Resource;
import dev.sluice.engine.cfn.ResourceType;
import dev.sluice.engine.cfn.Stack;
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
        stack.previous(logicalId).ifPresent(old -> remove(stack, old));
        stack.call("lambda", "AddPermission", statement);
        return new Resource(sid, Map.of("Id", sid, FUNCTION, function));
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
