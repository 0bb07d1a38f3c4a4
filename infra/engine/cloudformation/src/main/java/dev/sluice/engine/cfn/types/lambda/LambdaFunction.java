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
import java.util.OptionalLong;

/**
 * {@code AWS::Lambda::Function}. Its code is an asset, or inline in the template.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html">AWS::Lambda::Function</a>
 */
final class LambdaFunction implements ResourceType {

    private static final List<String> TEXTS = List.of("Handler", "Runtime", "Role", "Description");
    private static final List<String> NUMBERS = List.of("Timeout", "MemorySize");
    private static final List<String> OBJECTS = List.of(
            "Environment",
            "DeadLetterConfig",
            "LoggingConfig",
            "VpcConfig",
            "TracingConfig",
            "Architectures",
            "EphemeralStorage",
            "SnapStart",
            "Layers",
            "FileSystemConfigs",
            "ImageConfig");

    @Override
    public String name() {
        return "AWS::Lambda::Function";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String function = properties.text("FunctionName").orElseGet(() -> stack.physicalName(logicalId, 64));
        ObjectNode input = Json.object().put("FunctionName", function);
        TEXTS.forEach(member -> properties.text(member).ifPresent(value -> input.put(member, value)));
        NUMBERS.forEach(member -> properties.number(member).ifPresent(value -> input.put(member, value)));
        OBJECTS.forEach(member -> properties.any(member).ifPresent(value -> input.set(member, value)));
        properties.accepted("KmsKeyArn", "RuntimeManagementConfig", "RecursiveLoop");
        ObjectNode code = FunctionCode.read(stack, properties);
        OptionalLong reserved = properties.number("ReservedConcurrentExecutions");
        ObjectNode tags = tags(properties);
        ObjectNode name = Json.object().put("FunctionName", function);
        if (LambdaTypes.exists(stack, "GetFunctionConfiguration", name)) {
            stack.call("lambda", "UpdateFunctionCode", code.put("FunctionName", function));
            stack.call("lambda", "UpdateFunctionConfiguration", input);
        } else {
            input.set("Code", code);
            input.set("Tags", tags);
            stack.call("lambda", "CreateFunction", input);
        }
        reserve(stack, name, reserved);
        JsonNode now = stack.call("lambda", "GetFunctionConfiguration", name);
        return new Resource(function, Map.of("Arn", now.path("FunctionArn").asText()));
    }

    private static void reserve(Stack stack, ObjectNode name, OptionalLong reserved) {
        if (reserved.isPresent()) {
            stack.call(
                    "lambda",
                    "PutFunctionConcurrency",
                    name.deepCopy().put("ReservedConcurrentExecutions", reserved.getAsLong()));
        } else {
            stack.call("lambda", "DeleteFunctionConcurrency", name);
        }
    }

    private static ObjectNode tags(Properties properties) {
        ObjectNode tags = Json.object();
        properties.objects("Tags").forEach(tag -> tags.put(tag.requiredText("Key"), tag.requiredText("Value")));
        return tags;
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        LambdaTypes.removing(stack, "DeleteFunction", Json.object().put("FunctionName", resource.ref()));
    }
}
