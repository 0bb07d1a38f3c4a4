package dev.sluice.engine.cfn.types.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Held;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code AWS::Logs::LogGroup}. Its {@code Arn} ends in {@code :*}, as AWS's does. */
public final class LogsLogGroup implements DataHolder {

    @Override
    public String name() {
        return "AWS::Logs::LogGroup";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String group = properties.text("LogGroupName").orElseGet(() -> stack.physicalName(logicalId, 512));
        properties.accepted("KmsKeyId", "LogGroupClass", "DeletionProtectionEnabled", "Tags");
        ObjectNode input = Json.object().put("logGroupName", group);
        Present.orCreate(() -> stack.call("logs", "CreateLogGroup", input.deepCopy()));
        OptionalLong days = properties.number("RetentionInDays");
        if (days.isPresent()) {
            stack.call("logs", "PutRetentionPolicy", input.deepCopy().put("retentionInDays", days.getAsLong()));
        } else {
            stack.call("logs", "DeleteRetentionPolicy", input.deepCopy());
        }
        String arn = stack.kernel().arn("logs", stack.kernel().account(), "log-group:" + group + ":*");
        return new Resource(group, Map.of("Arn", arn));
    }

    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        ObjectNode input = Json.object().put("logGroupNamePrefix", resource.ref());
        return Held.of("byte", " of log events", () -> {
            for (JsonNode group : stack.call("logs", "DescribeLogGroups", input).path("logGroups")) {
                if (group.path("logGroupName").asText().equals(resource.ref())) {
                    return group.path("storedBytes").asLong();
                }
            }
            return 0;
        });
    }

    @Override
    public Set<String> identity() {
        return Set.of("LogGroupName");
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return !properties
                .text("LogGroupName")
                .orElseGet(() -> stack.physicalName(logicalId, 512))
                .equals(before.ref());
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        Present.orGone(() -> stack.call("logs", "DeleteLogGroup", Json.object().put("logGroupName", resource.ref())));
    }
}
