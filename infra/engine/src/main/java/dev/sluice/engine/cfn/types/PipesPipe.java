package dev.sluice.engine.cfn.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.cfn.Properties;
import dev.sluice.engine.cfn.Resource;
import dev.sluice.engine.cfn.ResourceType;
import dev.sluice.engine.cfn.Stack;
import dev.sluice.engine.cfn.TemplateException;
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
            stack.call("pipes", "UpdatePipe", input);
        }
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
