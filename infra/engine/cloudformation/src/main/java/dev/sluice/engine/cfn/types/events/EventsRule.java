package dev.sluice.engine.cfn.types.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code AWS::Events::Rule}. */
public final class EventsRule implements ResourceType {

    private static final int NAME = 64;

    @Override
    public String name() {
        return "AWS::Events::Rule";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("Name").orElseGet(() -> stack.physicalName(logicalId, NAME));
        String bus = properties.text("EventBusName").orElse("default");
        properties.accepted("Tags");
        ObjectNode rule = Json.object().put("Name", name).put("EventBusName", bus);
        for (String member : List.of("Description", "RoleArn", "ScheduleExpression", "State")) {
            properties.text(member).ifPresent(text -> rule.put(member, text));
        }
        properties
                .any("EventPattern")
                .ifPresent(pattern ->
                        rule.put("EventPattern", pattern.isTextual() ? pattern.asText() : Json.text(pattern)));
        ArrayNode targets = Json.array();
        properties.objects("Targets").forEach(target -> targets.add(target(target)));
        String arn = stack.call("events", "PutRule", rule).path("RuleArn").asText();
        replaceTargets(stack, Json.object().put("Rule", name).put("EventBusName", bus), targets);
        String ref = simpleName(bus).equals("default") ? name : simpleName(bus) + "|" + name;
        return new Resource(ref, Map.of("Arn", arn));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        String[] parts = resource.ref().split("\\|");
        String bus = parts.length > 1 ? parts[0] : "default";
        String name = parts[parts.length - 1];
        replaceTargets(stack, Json.object().put("Rule", name).put("EventBusName", bus), Json.array());
        stack.call("events", "DeleteRule", Json.object().put("Name", name).put("EventBusName", bus));
    }

    private static void replaceTargets(Stack stack, ObjectNode rule, ArrayNode targets) {
        Set<String> left = new HashSet<>();
        JsonNode old = stack.call("events", "ListTargetsByRule", rule).path("Targets");
        old.forEach(target -> left.add(target.path("Id").asText()));
        targets.forEach(target -> left.remove(target.path("Id").asText()));
        if (!left.isEmpty()) {
            ObjectNode remove = rule.deepCopy();
            left.forEach(remove.putArray("Ids")::add);
            stack.call("events", "RemoveTargets", remove);
        }
        if (!targets.isEmpty()) {
            ObjectNode put = rule.deepCopy();
            put.set("Targets", targets);
            stack.call("events", "PutTargets", put);
        }
    }

    private static ObjectNode target(Properties given) {
        ObjectNode target = Json.object().put("Id", given.requiredText("Id")).put("Arn", given.requiredText("Arn"));
        for (String member : List.of("RoleArn", "Input", "InputPath")) {
            given.text(member).ifPresent(text -> target.put(member, text));
        }
        given.object("InputTransformer").ifPresent(transformer -> {
            ObjectNode node = target.putObject("InputTransformer");
            transformer.any("InputPathsMap").ifPresent(paths -> node.set("InputPathsMap", paths));
            node.put("InputTemplate", transformer.requiredText("InputTemplate"));
        });
        given.object("RetryPolicy").ifPresent(policy -> {
            ObjectNode node = target.putObject("RetryPolicy");
            policy.number("MaximumRetryAttempts").ifPresent(value -> node.put("MaximumRetryAttempts", value));
            policy.number("MaximumEventAgeInSeconds").ifPresent(value -> node.put("MaximumEventAgeInSeconds", value));
        });
        given.object("DeadLetterConfig")
                .flatMap(config -> config.text("Arn"))
                .ifPresent(arn -> target.putObject("DeadLetterConfig").put("Arn", arn));
        given.object("SqsParameters")
                .flatMap(parameters -> parameters.text("MessageGroupId"))
                .ifPresent(group -> target.putObject("SqsParameters").put("MessageGroupId", group));
        given.object("HttpParameters").ifPresent(parameters -> {
            ObjectNode node = target.putObject("HttpParameters");
            for (String member : List.of("HeaderParameters", "PathParameterValues", "QueryStringParameters")) {
                parameters.any(member).ifPresent(value -> node.set(member, value));
            }
        });
        return target;
    }

    private static String simpleName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
