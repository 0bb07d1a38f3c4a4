package dev.sluice.engine.cfn.types.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** {@code AWS::Logs::LogStream}. */
public final class LogsLogStream implements ResourceType {

    /** The engine's own attribute: a stream's name does not identify its group. */
    private static final String GROUP = "LogGroupName";

    @Override
    public String name() {
        return "AWS::Logs::LogStream";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String group = properties.requiredText("LogGroupName");
        String stream = properties.text("LogStreamName").orElseGet(() -> stack.physicalName(logicalId, 512));
        Present.orCreate(() -> stack.call("logs", "CreateLogStream", input(group, stream)));
        return new Resource(stream, Map.of(GROUP, group));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        String group = resource.attributes().getOrDefault(GROUP, "");
        Present.orGone(() -> stack.call("logs", "DeleteLogStream", input(group, resource.ref())));
    }

    private static ObjectNode input(String group, String stream) {
        return Json.object().put("logGroupName", group).put("logStreamName", stream);
    }
}
