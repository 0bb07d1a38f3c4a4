package dev.sluice.engine.cfn.types.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/**
 * {@code AWS::Events::ApiDestination}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-apidestination.html">AWS::Events::ApiDestination</a>
 */
public final class EventsApiDestination implements ResourceType {

    @Override
    public String name() {
        return "AWS::Events::ApiDestination";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("Name").orElseGet(() -> stack.physicalName(logicalId, 64));
        ObjectNode input = Json.object()
                .put("Name", name)
                .put("ConnectionArn", properties.requiredText("ConnectionArn"))
                .put("HttpMethod", properties.requiredText("HttpMethod"))
                .put("InvocationEndpoint", properties.requiredText("InvocationEndpoint"));
        properties.text("Description").ifPresent(text -> input.put("Description", text));
        properties
                .number("InvocationRateLimitPerSecond")
                .ifPresent(rate -> input.put("InvocationRateLimitPerSecond", rate));
        properties.done();
        Events.write(stack, "ApiDestination", input);
        String arn = stack.call(
                        "events", "DescribeApiDestination", Json.object().put("Name", name))
                .path("ApiDestinationArn")
                .asText();
        return new Resource(name, Map.of("Arn", arn, "ArnForPolicy", arn.substring(0, arn.lastIndexOf('/'))));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        Events.delete(stack, "ApiDestination", resource.ref());
    }
}
