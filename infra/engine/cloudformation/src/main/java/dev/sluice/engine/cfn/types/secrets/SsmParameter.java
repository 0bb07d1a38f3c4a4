package dev.sluice.engine.cfn.types.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.Map;

/**
 * {@code AWS::SSM::Parameter}. A value that is there already is not written again, so that it keeps its version.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html">AWS::SSM::Parameter</a>
 */
public final class SsmParameter implements ResourceType {

    @Override
    public String name() {
        return "AWS::SSM::Parameter";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("Name").orElseGet(() -> stack.physicalName(logicalId, 1_011));
        String type = properties.requiredText("Type");
        String value = properties.requiredText("Value");
        if (!type.equals("String") && !type.equals("StringList")) {
            throw new TemplateException(properties.pointer() + "/Type", "must be String or StringList");
        }
        ObjectNode input = Json.object().put("Name", name).put("Type", type).put("Value", value);
        for (String member : new String[] {"Description", "AllowedPattern", "Tier", "DataType"}) {
            properties.text(member).ifPresent(text -> input.put(member, text));
        }
        properties.any("Tags").ifPresent(tags -> input.set("Tags", tags(tags)));
        properties.accepted("Policies");
        properties.done();
        if (!isThere(stack, input)) {
            stack.call("ssm", "PutParameter", input.put("Overwrite", true));
        }
        return new Resource(name, Map.of("Type", type, "Value", value));
    }

    /** CloudFormation takes this type's tags as an object. */
    private static JsonNode tags(JsonNode tags) {
        ArrayNode list = Json.array();
        tags.properties()
                .forEach(tag -> list.addObject()
                        .put("Key", tag.getKey())
                        .put("Value", tag.getValue().asText()));
        return tags.isArray() ? tags : list;
    }

    private static boolean isThere(Stack stack, ObjectNode wanted) {
        ObjectNode filter = Json.object().put("Key", "Name").put("Option", "Equals");
        filter.putArray("Values").add(wanted.path("Name").asText());
        ObjectNode input = Json.object();
        input.putArray("ParameterFilters").add(filter);
        JsonNode now = stack.call("ssm", "DescribeParameters", input)
                .path("Parameters")
                .path(0);
        for (String member : new String[] {"Description", "AllowedPattern", "Tier", "DataType", "Type"}) {
            if (wanted.has(member) && !wanted.path(member).equals(now.path(member))) {
                return false;
            }
        }
        return now.isObject()
                && stack.call(
                                "ssm",
                                "GetParameter",
                                Json.object().put("Name", wanted.path("Name").asText()))
                        .path("Parameter")
                        .path("Value")
                        .equals(wanted.path("Value"));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        try {
            stack.call("ssm", "DeleteParameter", Json.object().put("Name", resource.ref()));
        } catch (AwsException e) {
            if (!e.code().equals("ParameterNotFound")) {
                throw e;
            }
        }
    }
}
