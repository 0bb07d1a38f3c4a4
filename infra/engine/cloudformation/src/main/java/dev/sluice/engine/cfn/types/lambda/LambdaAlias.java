package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** {@code AWS::Lambda::Alias}. */
final class LambdaAlias implements ResourceType {

    @Override
    public String name() {
        return "AWS::Lambda::Alias";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        ObjectNode name = Json.object()
                .put("FunctionName", properties.requiredText("FunctionName"))
                .put("Name", properties.requiredText("Name"));
        ObjectNode input = name.deepCopy().put("FunctionVersion", properties.requiredText("FunctionVersion"));
        input.put("Description", properties.text("Description").orElse(""));
        properties.accepted("ProvisionedConcurrencyConfig");
        ObjectNode weights = input.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
        properties
                .object("RoutingConfig")
                .ifPresent(routing -> routing.objects("AdditionalVersionWeights")
                        .forEach(weight -> weights.put(
                                weight.requiredText("FunctionVersion"),
                                Double.parseDouble(weight.requiredText("FunctionWeight")))));
        boolean exists = LambdaTypes.exists(stack, "GetAlias", name);
        JsonNode alias = stack.call("lambda", exists ? "UpdateAlias" : "CreateAlias", input);
        String arn = alias.path("AliasArn").asText();
        return new Resource(arn, Map.of("AliasArn", arn));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        int colon = resource.ref().lastIndexOf(':');
        LambdaTypes.removing(
                stack,
                "DeleteAlias",
                Json.object()
                        .put("FunctionName", resource.ref().substring(0, colon))
                        .put("Name", resource.ref().substring(colon + 1)));
    }
}
