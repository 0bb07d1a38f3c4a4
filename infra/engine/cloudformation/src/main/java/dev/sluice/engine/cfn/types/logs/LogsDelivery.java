package dev.sluice.engine.cfn.types.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** {@code AWS::Logs::Delivery}. */
final class LogsDelivery implements ResourceType {

    @Override
    public String name() {
        return "AWS::Logs::Delivery";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String source = properties.requiredText("DeliverySourceName");
        String destination = properties.requiredText("DeliveryDestinationArn");
        properties.accepted("Tags", "FieldDelimiter", "S3SuffixPath", "S3EnableHiveCompatiblePath");
        ObjectNode input = Json.object().put("deliverySourceName", source).put("deliveryDestinationArn", destination);
        if (!properties.texts("RecordFields").isEmpty()) {
            ArrayNode fields = input.putArray("recordFields");
            properties.texts("RecordFields").forEach(fields::add);
        }
        JsonNode delivery = create(stack, input);
        return new Resource(
                delivery.path("id").asText(),
                Map.of(
                        "Arn",
                        delivery.path("arn").asText(),
                        "DeliveryId",
                        delivery.path("id").asText(),
                        "DeliveryDestinationType",
                        delivery.path("deliveryDestinationType").asText()));
    }

    /** One that joins the two already is the one. */
    private static JsonNode create(Stack stack, ObjectNode input) {
        try {
            return stack.call("logs", "CreateDelivery", input).path("delivery");
        } catch (AwsException e) {
            if (!e.code().equals("ConflictException")) {
                throw e;
            }
            String token = "";
            do {
                ObjectNode page =
                        token.isEmpty() ? Json.object() : Json.object().put("nextToken", token);
                JsonNode found = stack.call("logs", "DescribeDeliveries", page);
                for (JsonNode delivery : found.path("deliveries")) {
                    if (delivery.path("deliverySourceName").equals(input.path("deliverySourceName"))
                            && delivery.path("deliveryDestinationArn").equals(input.path("deliveryDestinationArn"))) {
                        return delivery;
                    }
                }
                token = found.path("nextToken").asText();
            } while (!token.isEmpty());
            throw e;
        }
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        LogDeliveryTypes.orGone(
                () -> stack.call("logs", "DeleteDelivery", Json.object().put("id", resource.ref())));
    }
}
