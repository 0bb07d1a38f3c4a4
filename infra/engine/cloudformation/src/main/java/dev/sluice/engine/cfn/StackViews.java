package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.ResourceRecord;
import dev.sluice.engine.cfn.template.Secrets;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stacks and resources as CloudFormation's API shows them. */
final class StackViews {

    private StackViews() {}

    static ObjectNode stack(StackRecord stack) {
        ObjectNode node = named(stack);
        status(node, stack);
        ArrayNode parameters = node.putArray("Parameters");
        stack.parameters()
                .forEach((name, value) -> parameters
                        .addObject()
                        .put("ParameterKey", name)
                        .put("ParameterValue", stack.hidden().contains(name) ? Secrets.MASK : value));
        ArrayNode outputs = node.putArray("Outputs");
        stack.outputs().forEach(output -> outputs.add(output(output)));
        node.putArray("Tags");
        return node.put("DisableRollback", true).put("EnableTerminationProtection", false);
    }

    private static ObjectNode output(StackRecord.Output output) {
        ObjectNode node = Json.object().put("OutputKey", output.key()).put("OutputValue", output.value());
        putUnlessEmpty(node, "Description", output.description());
        putUnlessEmpty(node, "ExportName", output.exportName());
        return node;
    }

    static ObjectNode summary(StackRecord stack) {
        ObjectNode node = named(stack);
        node.remove("Description");
        putUnlessEmpty(node, "TemplateDescription", stack.description());
        status(node, stack);
        if (stack.status().equals("DELETE_COMPLETE")) {
            node.put("DeletionTime", time(stack.updatedAt()));
        }
        return node;
    }

    private static ObjectNode named(StackRecord stack) {
        ObjectNode node = Json.object()
                .put("StackId", stack.id())
                .put("StackName", stack.name())
                .put("CreationTime", time(stack.createdAt()))
                .put("LastUpdatedTime", time(stack.updatedAt()));
        putUnlessEmpty(node, "Description", stack.description());
        return node;
    }

    private static void status(ObjectNode node, StackRecord stack) {
        node.put("StackStatus", stack.status());
        putUnlessEmpty(node, "StackStatusReason", stack.reason());
    }

    /** @param full whether to name the stack and use the word of DescribeStackResources for the time */
    static ObjectNode resource(StackRecord stack, ResourceRecord resource, boolean full) {
        ObjectNode node = Json.object();
        if (full) {
            node.put("StackName", stack.name()).put("StackId", stack.id());
        }
        node.put("LogicalResourceId", resource.logicalId())
                .put("PhysicalResourceId", resource.physicalId())
                .put("ResourceType", resource.type())
                .put(full ? "Timestamp" : "LastUpdatedTimestamp", time(resource.at()))
                .put("ResourceStatus", resource.status());
        putUnlessEmpty(node, "ResourceStatusReason", resource.reason());
        node.putObject("DriftInformation").put("StackResourceDriftStatus", "NOT_CHECKED");
        return node;
    }

    /** The last event of each resource and of the stack, newest first. */
    static ArrayNode events(StackRecord stack, List<ResourceRecord> resources) {
        ArrayNode events = Json.array();
        ObjectNode own = event(stack, stack.name(), stack.id(), "AWS::CloudFormation::Stack", stack.updatedAt());
        own.put("ResourceStatus", stack.status());
        putUnlessEmpty(own, "ResourceStatusReason", stack.reason());
        events.add(own);
        List<ResourceRecord> newestFirst = new ArrayList<>(resources);
        Collections.reverse(newestFirst);
        for (ResourceRecord resource : newestFirst) {
            events.add(event(stack, resource.logicalId(), resource.physicalId(), resource.type(), resource.at())
                    .put("ResourceStatus", resource.status()));
        }
        return events;
    }

    private static ObjectNode event(StackRecord stack, String logicalId, String physicalId, String type, long at) {
        return Json.object()
                .put("StackId", stack.id())
                .put("EventId", logicalId + "-" + at)
                .put("StackName", stack.name())
                .put("LogicalResourceId", logicalId)
                .put("PhysicalResourceId", physicalId)
                .put("ResourceType", type)
                .put("Timestamp", time(at));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static void putUnlessEmpty(ObjectNode node, String member, String value) {
        if (!value.isEmpty()) {
            node.put(member, value);
        }
    }
}
