package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Replaces intrinsic functions by their values. A value that is {@code AWS::NoValue} disappears from its object or list.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic functions</a>
 */
public final class Resolver {

    public static final String NO_VALUE = "AWS::NoValue";

    private final Scope scope;

    public Resolver(Scope scope) {
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    /** @throws TemplateException with the pointer of what cannot be resolved */
    public JsonNode resolve(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object) {
            return object.size() == 1
                            && Functions.isFunction(object.fieldNames().next())
                    ? call(object, pointer)
                    : members(object, pointer);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode resolved = Json.array();
            for (int i = 0; i < array.size(); i++) {
                JsonNode element = resolve(array.get(i), pointer + "/" + i);
                if (!element.isMissingNode()) {
                    resolved.add(element);
                }
            }
            return resolved;
        }
        return node;
    }

    /** A value that must be one text. */
    public String text(JsonNode node, String pointer) {
        JsonNode value = resolve(node, pointer);
        if (!value.isValueNode() || value.isNull()) {
            throw new TemplateException(pointer, "must be a string");
        }
        return value.asText();
    }

    /** A value that must be a list. */
    ArrayNode list(JsonNode node, String pointer) {
        if (resolve(node, pointer) instanceof ArrayNode array) {
            return array;
        }
        throw new TemplateException(pointer, "must be a list");
    }

    JsonNode reference(String name, String pointer) {
        if (name.equals(NO_VALUE)) {
            return MissingNode.getInstance();
        }
        JsonNode value = scope.values().get(name);
        if (value != null) {
            return value;
        }
        return TextNode.valueOf(resource(name, pointer).ref());
    }

    JsonNode attribute(String logicalId, String attribute, String pointer) {
        Resource resource = resource(logicalId, pointer);
        String value = resource.attributes().get(attribute);
        if (value == null) {
            throw new TemplateException(
                    pointer,
                    "asks for the attribute " + attribute + " of " + logicalId + ", which has "
                            + (resource.attributes().isEmpty()
                                    ? "no attributes"
                                    : resource.attributes().keySet().stream()
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
        return TextNode.valueOf(value);
    }

    private Resource resource(String logicalId, String pointer) {
        return scope.lookups()
                .resources()
                .apply(logicalId)
                .orElseThrow(() -> new TemplateException(pointer, "refers to " + logicalId + ", which does not exist"));
    }

    private JsonNode members(ObjectNode object, String pointer) {
        ObjectNode resolved = Json.object();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = resolve(member.getValue(), pointer + "/" + member.getKey());
            if (!value.isMissingNode()) {
                resolved.set(member.getKey(), value);
            }
        }
        return resolved;
    }

    private JsonNode call(ObjectNode call, String pointer) {
        String name = call.fieldNames().next();
        return Functions.of(name).apply(this, call.path(name), pointer + "/" + name);
    }

    /** The arguments of a function that takes a list of {@code least} to {@code most}. */
    static List<JsonNode> arguments(JsonNode argument, int least, int most, String pointer) {
        if (!argument.isArray() || argument.size() < least || argument.size() > most) {
            throw new TemplateException(
                    pointer, "must be a list of " + (least == most ? "" + least : least + " to " + most) + " elements");
        }
        List<JsonNode> arguments = new java.util.ArrayList<>();
        argument.forEach(arguments::add);
        return arguments;
    }
}
