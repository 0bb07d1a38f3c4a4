package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Optional;

/** {@code AWS::Lambda::Version}. As on AWS, one logical id stands for one version: changed code needs a new logical id. */
final class LambdaVersion implements ResourceType {

    @Override
    public String name() {
        return "AWS::Lambda::Version";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        ObjectNode input = Json.object().put("FunctionName", properties.requiredText("FunctionName"));
        properties.text("CodeSha256").ifPresent(value -> input.put("CodeSha256", value));
        properties.text("Description").ifPresent(value -> input.put("Description", value));
        properties.accepted("RuntimePolicy", "ProvisionedConcurrencyConfig");
        Optional<Resource> before = stack.previous(logicalId).filter(old -> stillThere(stack, old));
        if (before.isPresent()) {
            return before.get();
        }
        JsonNode made = stack.call("lambda", "PublishVersion", input);
        return new Resource(
                made.path("FunctionArn").asText(),
                Map.of(
                        "FunctionArn", made.path("FunctionArn").asText(),
                        "Version", made.path("Version").asText()));
    }

    private static boolean stillThere(Stack stack, Resource old) {
        return LambdaTypes.exists(
                stack, "GetFunctionConfiguration", Json.object().put("FunctionName", old.ref()));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        LambdaTypes.removing(stack, "DeleteFunction", Json.object().put("FunctionName", resource.ref()));
    }
}
