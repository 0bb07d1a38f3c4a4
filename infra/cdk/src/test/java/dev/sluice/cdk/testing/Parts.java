package dev.sluice.cdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template by its parts. */
public record Parts(ObjectNode template) {

    /** Resources of a type, by logical id. */
    public Map<String, ObjectNode> all(String type) {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        template.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), (ObjectNode) resource.getValue());
            }
        });
        return found;
    }

    /** Properties of the one resource of a type whose {@code property} is {@code value}. */
    public ObjectNode one(String type, String property, String value) {
        List<ObjectNode> found = all(type).values().stream()
                .map(resource -> (ObjectNode) resource.path("Properties"))
                .filter(properties -> properties.path(property).asText().equals(value))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources " + type + " with " + property + " " + value);
        }
        return found.get(0);
    }

    public ObjectNode resource(String logicalId) {
        return (ObjectNode) template.path("Resources").path(logicalId);
    }

    /** The logical id behind {@code {"Ref": id}} or {@code {"Fn::GetAtt": [id, attribute]}}. */
    public static String target(JsonNode reference) {
        return reference.has("Ref")
                ? reference.path("Ref").asText()
                : reference.path("Fn::GetAtt").path(0).asText();
    }

    /** The logical ids that a resource waits for explicitly. */
    public static List<String> dependsOn(JsonNode resource) {
        JsonNode dependsOn = resource.path("DependsOn");
        List<String> ids = new ArrayList<>();
        if (dependsOn.isTextual()) {
            ids.add(dependsOn.asText());
        }
        dependsOn.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** The statements of a queue's policies. */
    public List<JsonNode> queueStatements(String queueId) {
        List<JsonNode> statements = new ArrayList<>();
        all("AWS::SQS::QueuePolicy").values().forEach(policy -> {
            JsonNode properties = policy.path("Properties");
            properties.path("Queues").forEach(queue -> {
                if (target(queue).equals(queueId)) {
                    properties.path("PolicyDocument").path("Statement").forEach(statements::add);
                }
            });
        });
        return statements;
    }

    /** An ARN as text, with its pseudo parameters as {@code AWS::Region} and so on. */
    public static String text(JsonNode value) {
        if (!value.has("Fn::Join")) {
            return value.asText();
        }
        StringBuilder text = new StringBuilder();
        value.path("Fn::Join")
                .path(1)
                .forEach(part -> text.append(
                        part.isTextual() ? part.asText() : part.path("Ref").asText()));
        return text.toString();
    }

    /** Scalars or a list of them, as texts. */
    public static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(text(element)));
        } else if (!value.isMissingNode()) {
            texts.add(text(value));
        }
        return texts;
    }
}
