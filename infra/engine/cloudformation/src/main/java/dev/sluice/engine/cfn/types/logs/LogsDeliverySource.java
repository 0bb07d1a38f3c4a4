package dev.sluice.engine.cfn.types.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** {@code AWS::Logs::DeliverySource}. */
final class LogsDeliverySource implements ResourceType {

    @Override
    public String name() {
        return "AWS::Logs::DeliverySource";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.requiredText("Name");
        properties.accepted("Tags");
        JsonNode source = stack.call(
                        "logs",
                        "PutDeliverySource",
                        Json.object()
                                .put("name", name)
                                .put("resourceArn", properties.requiredText("ResourceArn"))
                                .put("logType", properties.requiredText("LogType")))
                .path("deliverySource");
        return new Resource(
                name,
                Map.of(
                        "Arn",
                        source.path("arn").asText(),
                        "Service",
                        source.path("service").asText()));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        LogDeliveryTypes.orGone(
                () -> stack.call("logs", "DeleteDeliverySource", Json.object().put("name", resource.ref())));
    }
}
