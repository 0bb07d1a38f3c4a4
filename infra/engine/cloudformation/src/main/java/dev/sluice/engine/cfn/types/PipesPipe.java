package dev.sluice.engine.cfn.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::Pipes::Pipe}. The properties are those of CreatePipe, which checks what is in them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html">AWS::Pipes::Pipe</a>
 */
final class PipesPipe implements ResourceType {

    private static final List<String> MEMBERS = List.of(
            "Description",
            "DesiredState",
            "Source",
            "SourceParameters",
            "Enrichment",
            "EnrichmentParameters",
            "Target",
            "TargetParameters",
            "RoleArn",
            "LogConfiguration",
            "KmsKeyIdentifier",
            "Tags");

    @Override
    public String name() {
        return "AWS::Pipes::Pipe";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String pipe = properties.text("Name").orElseGet(() -> stack.physicalName(logicalId, 64));
        ObjectNode input = Json.object().put("Name", pipe);
        for (String member : MEMBERS) {
            properties.any(member).ifPresent(value -> input.set(member, value));
        }
        properties.done();
        write(stack, input);
        JsonNode now = stack.call("pipes", "DescribePipe", Json.object().put("Name", pipe));
        String state = now.path("CurrentState").asText();
        if (state.endsWith("_FAILED")) {
            throw new TemplateException(
                    properties.pointer(),
                    "made a pipe in state " + state + ": "
                            + now.path("StateReason").asText());
        }
        return new Resource(
                pipe,
                Map.of(
                        "Arn", now.path("Arn").asText(),
                        "CreationTime", now.path("CreationTime").asText(),
                        "CurrentState", state,
                        "LastModifiedTime", now.path("LastModifiedTime").asText(),
                        "StateReason", now.path("StateReason").asText()));
    }

    private static void write(Stack stack, ObjectNode input) {
        try {
            stack.call("pipes", "CreatePipe", input);
        } catch (AwsException e) {
            if (!e.code().equals("ConflictException")) {
                throw e;
            }
            update(stack, input);
        }
    }

    private static void update(Stack stack, ObjectNode input) {
        JsonNode old = stack.call("pipes", "DescribePipe", name(input));
        if (!isSameReader(old, input)) {
            stack.call("pipes", "DeletePipe", name(input));
            stack.call("pipes", "CreatePipe", input);
            return;
        }
        ObjectNode update = input.deepCopy();
        update.remove("Tags");
        for (String member : List.of("Description", "Enrichment")) {
            if (!update.has(member) && old.has(member)) {
                update.put(member, "");
            }
        }
        dropped(old, update, "SourceParameters", "FilterCriteria", Json.object());
        dropped(old, update, "EnrichmentParameters", "InputTemplate", TextNode.valueOf(""));
        dropped(old, update, "TargetParameters", "InputTemplate", TextNode.valueOf(""));
        stack.call("pipes", "UpdatePipe", update);
        if (input.path("Tags").isObject() && !input.path("Tags").isEmpty()) {
            ObjectNode tag = Json.object().put("resourceArn", old.path("Arn").asText());
            tag.set("tags", input.path("Tags"));
            stack.call("pipes", "TagResource", tag);
        }
    }

    /** Another source or another place to start is another pipe. */
    private static boolean isSameReader(JsonNode old, ObjectNode input) {
        String start = "/SourceParameters/DynamoDBStreamParameters/StartingPosition";
        return old.path("Source").equals(input.path("Source")) && old.at(start).equals(input.at(start));
    }

    /** UpdatePipe leaves what is not said as it is, where the template means that it is gone. */
    private static void dropped(JsonNode old, ObjectNode update, String parameters, String member, JsonNode none) {
        if (old.path(parameters).has(member) && !update.path(parameters).has(member)) {
            update.withObject("/" + parameters).set(member, none);
        }
    }

    private static ObjectNode name(ObjectNode input) {
        return Json.object().put("Name", input.path("Name").asText());
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        try {
            stack.call("pipes", "DeletePipe", Json.object().put("Name", resource.ref()));
        } catch (AwsException e) {
            if (!e.code().equals("NotFoundException")) {
                throw e;
            }
        }
    }
}
