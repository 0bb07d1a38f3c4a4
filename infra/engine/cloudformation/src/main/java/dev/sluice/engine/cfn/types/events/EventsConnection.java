package dev.sluice.engine.cfn.types.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/**
 * {@code AWS::Events::Connection}. The properties are those of CreateConnection, which checks what is in them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-connection.html">AWS::Events::Connection</a>
 */
public final class EventsConnection implements ResourceType {

    @Override
    public String name() {
        return "AWS::Events::Connection";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("Name").orElseGet(() -> stack.physicalName(logicalId, 64));
        ObjectNode input = Json.object().put("Name", name);
        for (String member : new String[] {
            "AuthorizationType", "AuthParameters", "Description", "InvocationConnectivityParameters", "KmsKeyIdentifier"
        }) {
            properties.any(member).ifPresent(value -> input.set(member, value));
        }
        properties.done();
        Events.write(stack, "Connection", input);
        JsonNode now = stack.call("events", "DescribeConnection", Json.object().put("Name", name));
        String arn = now.path("ConnectionArn").asText();
        return new Resource(
                name,
                Map.of(
                        "Arn", arn,
                        "ArnForPolicy", arn.substring(0, arn.lastIndexOf('/')),
                        "SecretArn", now.path("SecretArn").asText()));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        Events.delete(stack, "Connection", resource.ref());
    }
}
