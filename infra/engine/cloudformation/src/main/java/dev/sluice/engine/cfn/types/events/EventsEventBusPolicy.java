package dev.sluice.engine.cfn.types.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Optional;

/** {@code AWS::Events::EventBusPolicy}: one statement of a bus's resource policy. */
public final class EventsEventBusPolicy implements ResourceType {

    @Override
    public String name() {
        return "AWS::Events::EventBusPolicy";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String bus = properties.text("EventBusName").orElse("default");
        String sid = properties.requiredText("StatementId");
        Optional<JsonNode> statement = properties.any("Statement");
        if (statement.isPresent() && statement.get() instanceof ObjectNode whole) {
            merge(stack, bus, whole.deepCopy().put("Sid", sid));
        } else {
            ObjectNode input = Json.object().put("EventBusName", bus).put("StatementId", sid);
            input.put("Action", properties.requiredText("Action"));
            input.put("Principal", properties.requiredText("Principal"));
            properties.any("Condition").ifPresent(condition -> input.set("Condition", condition));
            stack.call("events", "PutPermission", input);
        }
        return new Resource(bus + "|" + sid, Map.of());
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        int bar = resource.ref().indexOf('|');
        stack.call(
                "events",
                "RemovePermission",
                Json.object()
                        .put("EventBusName", resource.ref().substring(0, bar))
                        .put("StatementId", resource.ref().substring(bar + 1)));
    }

    /** PutPermission takes a statement only in its short form: a full one goes in as part of the whole policy. */
    private static void merge(Stack stack, String bus, ObjectNode statement) {
        ObjectNode policy = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        current(stack, bus).forEach(old -> {
            if (!old.path("Sid").asText().equals(statement.path("Sid").asText())) {
                statements.add(old);
            }
        });
        statements.add(statement);
        stack.call(
                "events",
                "PutPermission",
                Json.object().put("EventBusName", bus).put("Policy", Json.text(policy)));
    }

    private static JsonNode current(Stack stack, String bus) {
        JsonNode policy = stack.call("events", "DescribeEventBus", Json.object().put("Name", bus))
                .path("Policy");
        return policy.isTextual() ? Json.parseTrusted(policy.asText()).path("Statement") : policy;
    }
}
