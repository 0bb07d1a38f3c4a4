package dev.sluice.engine.cfn.types.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** {@code AWS::Logs::ResourcePolicy}: lets AWS services write to log groups. */
public final class LogsResourcePolicy implements ResourceType {

    @Override
    public String name() {
        return "AWS::Logs::ResourcePolicy";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String policy = properties.requiredText("PolicyName");
        JsonNode document = properties
                .any("PolicyDocument")
                .orElseThrow(() -> new TemplateException(properties.pointer() + "/PolicyDocument", "is required"));
        stack.call(
                "logs",
                "PutResourcePolicy",
                Json.object()
                        .put("policyName", policy)
                        .put("policyDocument", document.isTextual() ? document.asText() : Json.text(document)));
        return new Resource(policy, Map.of());
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        Present.orGone(
                () -> stack.call("logs", "DeleteResourcePolicy", Json.object().put("policyName", resource.ref())));
    }
}
