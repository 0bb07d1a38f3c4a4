package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code AWS::Lambda::EventSourceMapping}. The properties are those of CreateEventSourceMapping, which checks what is in them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">AWS::Lambda::EventSourceMapping</a>
 */
final class LambdaEventSourceMapping implements ResourceType {

    private static final List<String> MEMBERS = List.of(
            "AmazonManagedKafkaEventSourceConfig",
            "BatchSize",
            "BisectBatchOnFunctionError",
            "DestinationConfig",
            "DocumentDBEventSourceConfig",
            "Enabled",
            "EventSourceArn",
            "FilterCriteria",
            "FunctionResponseTypes",
            "KmsKeyArn",
            "LoggingConfig",
            "MaximumBatchingWindowInSeconds",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
            "MetricsConfig",
            "ParallelizationFactor",
            "ProvisionedPollerConfig",
            "Queues",
            "ScalingConfig",
            "SelfManagedEventSource",
            "SelfManagedKafkaEventSourceConfig",
            "SourceAccessConfigurations",
            "StartingPosition",
            "StartingPositionTimestamp",
            "Tags",
            "Topics",
            "TumblingWindowInSeconds");

    /** What UpdateEventSourceMapping sets to its default when the template no longer says it. */
    private static final Map<String, JsonNode> DEFAULTS = Map.of(
            "BisectBatchOnFunctionError", Json.MAPPER.getNodeFactory().booleanNode(false),
            "DestinationConfig", Json.object(),
            "FilterCriteria", Json.object(),
            "FunctionResponseTypes", Json.array(),
            "ScalingConfig", Json.object());

    @Override
    public String name() {
        return "AWS::Lambda::EventSourceMapping";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        ObjectNode input = Json.object().put("FunctionName", properties.requiredText("FunctionName"));
        for (String member : MEMBERS) {
            properties
                    .any(member)
                    .ifPresent(value -> input.set(member.equals("KmsKeyArn") ? "KMSKeyArn" : member, value));
        }
        properties.done();
        Optional<JsonNode> old = stack.previous(logicalId).flatMap(resource -> find(stack, resource.ref()));
        if (old.isPresent() && !same(old.get(), input)) {
            remove(stack, stack.previous(logicalId).orElseThrow());
            old = Optional.empty();
        }
        String uuid = old.isPresent()
                ? update(stack, old.get(), input)
                : stack.call("lambda", "CreateEventSourceMapping", input)
                        .path("UUID")
                        .asText();
        JsonNode now = find(stack, uuid).orElseThrow();
        return new Resource(
                uuid,
                Map.of(
                        "Id",
                        uuid,
                        "EventSourceMappingArn",
                        now.path("EventSourceMappingArn").asText()));
    }

    /** Another source or starting place is another mapping. */
    private static boolean same(JsonNode old, ObjectNode input) {
        return old.path("EventSourceArn").equals(input.path("EventSourceArn"))
                && old.path("StartingPosition")
                        .asText("")
                        .equals(input.path("StartingPosition").asText(""));
    }

    private static String update(Stack stack, JsonNode old, ObjectNode input) {
        String uuid = old.path("UUID").asText();
        ObjectNode update = input.deepCopy();
        DEFAULTS.forEach((member, value) -> {
            if (old.has(member) && !update.has(member) && !old.path(member).equals(value)) {
                update.set(member, value);
            }
        });
        stack.call("lambda", "UpdateEventSourceMapping", update.put("UUID", uuid));
        return uuid;
    }

    private static Optional<JsonNode> find(Stack stack, String uuid) {
        ObjectNode name = Json.object().put("UUID", uuid);
        return LambdaTypes.exists(stack, "GetEventSourceMapping", name)
                ? Optional.of(stack.call("lambda", "GetEventSourceMapping", name))
                : Optional.empty();
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        LambdaTypes.removing(stack, "DeleteEventSourceMapping", Json.object().put("UUID", resource.ref()));
    }
}
