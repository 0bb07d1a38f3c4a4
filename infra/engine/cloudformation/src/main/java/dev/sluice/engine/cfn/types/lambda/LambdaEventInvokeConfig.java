package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** {@code AWS::Lambda::EventInvokeConfig}. */
final class LambdaEventInvokeConfig implements ResourceType {

    private static final String FUNCTION = "FunctionName";
    private static final String QUALIFIER = "Qualifier";

    @Override
    public String name() {
        return "AWS::Lambda::EventInvokeConfig";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String function = properties.requiredText(FUNCTION);
        String qualifier = properties.requiredText(QUALIFIER);
        ObjectNode input = Json.object().put(FUNCTION, function).put(QUALIFIER, qualifier);
        properties.number("MaximumRetryAttempts").ifPresent(value -> input.put("MaximumRetryAttempts", value));
        properties.number("MaximumEventAgeInSeconds").ifPresent(value -> input.put("MaximumEventAgeInSeconds", value));
        properties.any("DestinationConfig").ifPresent(value -> input.set("DestinationConfig", value));
        stack.call("lambda", "PutFunctionEventInvokeConfig", input);
        return new Resource(stack.physicalName(logicalId, 64), Map.of(FUNCTION, function, QUALIFIER, qualifier));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        ObjectNode input = Json.object();
        resource.attributes().forEach(input::put);
        LambdaTypes.removing(stack, "DeleteFunctionEventInvokeConfig", input);
    }
}
