package dev.sluice.engine.cfn.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.assembly.Assembly;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Held;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::StepFunctions::StateMachine}, with its definition as text, as JSON or as an asset. */
public final class StepFunctionsStateMachine implements DataHolder {

    /** Step Functions' limit for a definition. */
    private static final long LARGEST_DEFINITION = 1_048_576;

    @Override
    public String name() {
        return "AWS::StepFunctions::StateMachine";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String machine = properties.text("StateMachineName").orElseGet(() -> stack.physicalName(logicalId, 80));
        String type = properties.text("StateMachineType").orElse("STANDARD");
        String definition = substituted(definition(stack, properties), properties);
        properties.accepted("Tags", "LoggingConfiguration", "TracingConfiguration", "EncryptionConfiguration");
        String arn = stack.kernel().arn("states", stack.kernel().account(), "stateMachine:" + machine);
        ObjectNode input = Json.object()
                .put("name", machine)
                .put("type", type)
                .put("definition", definition)
                .put("roleArn", properties.requiredText("RoleArn"));
        try {
            stack.call("states", "CreateStateMachine", input);
        } catch (AwsException e) {
            if (!e.code().equals("StateMachineAlreadyExists")) {
                throw e;
            }
            update(stack, properties, arn, input);
        }
        String revision = describe(stack, arn).path("revisionId").asText();
        return new Resource(arn, Map.of("Arn", arn, "Name", machine, "StateMachineRevisionId", revision));
    }

    private static void update(Stack stack, Properties properties, String arn, ObjectNode input) {
        if (!describe(stack, arn)
                .path("type")
                .asText()
                .equals(input.path("type").asText())) {
            throw new TemplateException(
                    properties.pointer() + "/StateMachineType",
                    "cannot be changed; give the state machine another name");
        }
        ObjectNode change = Json.object().put("stateMachineArn", arn);
        change.set("definition", input.path("definition"));
        change.set("roleArn", input.path("roleArn"));
        stack.call("states", "UpdateStateMachine", change);
    }

    private static JsonNode describe(Stack stack, String arn) {
        return stack.call("states", "DescribeStateMachine", Json.object().put("stateMachineArn", arn));
    }

    private static String definition(Stack stack, Properties properties) {
        var text = properties.text("DefinitionString");
        var json = properties.any("Definition");
        var asset = properties.object("DefinitionS3Location");
        if ((text.isPresent() ? 1 : 0) + (json.isPresent() ? 1 : 0) + (asset.isPresent() ? 1 : 0) != 1) {
            throw new TemplateException(
                    properties.pointer(), "needs exactly one of DefinitionString, Definition and DefinitionS3Location");
        }
        if (asset.isPresent()) {
            asset.get().accepted("Bucket", "Version");
            return read(stack, asset.get());
        }
        return text.orElseGet(() -> Json.text(json.orElseThrow()));
    }

    private static String read(Stack stack, Properties asset) {
        String key = asset.requiredText("Key");
        Path file = stack.asset(key, asset.pointer() + "/Key");
        try {
            return Assembly.read(file, LARGEST_DEFINITION);
        } catch (IOException e) {
            throw new TemplateException(
                    asset.pointer() + "/Key", "names the asset " + file + ", which cannot be read: " + e.getMessage());
        }
    }

    /** Replaces {@code ${name}}; numbers and booleans are put in as they are written. */
    private static String substituted(String definition, Properties properties) {
        String[] text = {definition};
        properties
                .any("DefinitionSubstitutions")
                .ifPresent(all -> all.properties()
                        .forEach(one -> text[0] = text[0].replace(
                                "${" + one.getKey() + "}", one.getValue().asText())));
        return text[0];
    }

    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        ObjectNode input = Json.object().put("stateMachineArn", resource.ref()).put("statusFilter", "RUNNING");
        return Held.of(
                "running execution",
                () -> stack.call("states", "ListExecutions", input)
                        .path("executions")
                        .size());
    }

    @Override
    public Set<String> identity() {
        return Set.of("StateMachineName");
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return !properties
                .text("StateMachineName")
                .orElseGet(() -> stack.physicalName(logicalId, 80))
                .equals(before.attributes().get("Name"));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        stack.call("states", "DeleteStateMachine", Json.object().put("stateMachineArn", resource.ref()));
    }
}
