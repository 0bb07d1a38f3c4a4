package dev.sluice.engine.cfn.types.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Events::EventBus}. */
public final class EventsEventBus implements DataHolder {

    @Override
    public String name() {
        return "AWS::Events::EventBus";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.requiredText("Name");
        properties.accepted("Tags");
        ObjectNode input = Json.object().put("Name", name);
        properties.text("Description").ifPresent(text -> input.put("Description", text));
        properties.text("KmsKeyIdentifier").ifPresent(key -> input.put("KmsKeyIdentifier", key));
        properties.text("EventSourceName").ifPresent(source -> input.put("EventSourceName", source));
        properties.any("LogConfig").ifPresent(config -> input.set("LogConfig", config));
        properties
                .object("DeadLetterConfig")
                .flatMap(config -> config.text("Arn"))
                .ifPresent(arn -> input.putObject("DeadLetterConfig").put("Arn", arn));
        String arn = exists(stack, name)
                ? stack.call("events", "UpdateEventBus", input).path("Arn").asText()
                : stack.call("events", "CreateEventBus", input)
                        .path("EventBusArn")
                        .asText();
        properties
                .any("Policy")
                .ifPresent(policy -> stack.call(
                        "events",
                        "PutPermission",
                        Json.object()
                                .put("EventBusName", name)
                                .put("Policy", policy.isTextual() ? policy.asText() : Json.text(policy))));
        return new Resource(name, Map.of("Arn", arn, "Name", name));
    }

    /** Its archives hold its events. */
    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        return Optional.empty();
    }

    @Override
    public Set<String> identity() {
        return Set.of("Name");
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return !properties.requiredText("Name").equals(before.ref());
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        stack.call("events", "DeleteEventBus", Json.object().put("Name", resource.ref()));
    }

    private static boolean exists(Stack stack, String name) {
        try {
            stack.call("events", "DescribeEventBus", Json.object().put("Name", name));
            return true;
        } catch (AwsException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return false;
            }
            throw e;
        }
    }
}
