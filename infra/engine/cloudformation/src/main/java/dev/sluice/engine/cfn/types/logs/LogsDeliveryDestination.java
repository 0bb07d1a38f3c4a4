package dev.sluice.engine.cfn.types.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** {@code AWS::Logs::DeliveryDestination}. Its policy lets other accounts deliver, of which the engine has none. */
final class LogsDeliveryDestination implements ResourceType {

    @Override
    public String name() {
        return "AWS::Logs::DeliveryDestination";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.requiredText("Name");
        properties.accepted("Tags", "DeliveryDestinationPolicy");
        ObjectNode input = Json.object().put("name", name);
        properties
                .text("DestinationResourceArn")
                .ifPresent(arn ->
                        input.putObject("deliveryDestinationConfiguration").put("destinationResourceArn", arn));
        properties.text("DeliveryDestinationType").ifPresent(type -> input.put("deliveryDestinationType", type));
        properties.text("OutputFormat").ifPresent(format -> input.put("outputFormat", format));
        JsonNode destination =
                stack.call("logs", "PutDeliveryDestination", input).path("deliveryDestination");
        return new Resource(
                name,
                Map.of(
                        "Arn",
                        destination.path("arn").asText(),
                        "DeliveryDestinationType",
                        destination.path("deliveryDestinationType").asText()));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        LogDeliveryTypes.orGone(() ->
                stack.call("logs", "DeleteDeliveryDestination", Json.object().put("name", resource.ref())));
    }
}
