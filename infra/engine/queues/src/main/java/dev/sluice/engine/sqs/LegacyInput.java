package dev.sluice.engine.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.request.Json;
import java.util.Map;

/**
 * The query protocol's names for the members of requests: {@code Attribute.1.Name} and {@code .Value} for the map {@code
 * Attributes}, {@code AttributeName.1} for the list {@code AttributeNames}, and so on.
 */
final class LegacyInput {

    private static final Map<String, String> LISTS = Map.of(
            "AttributeName", "AttributeNames",
            "MessageAttributeName", "MessageAttributeNames",
            "MessageSystemAttributeName", "MessageSystemAttributeNames",
            "TagKey", "TagKeys",
            "AWSAccountId", "AWSAccountIds",
            "ActionName", "Actions");

    private static final Map<String, String> MAPS = Map.of(
            "Attribute", "Attributes",
            "MessageAttribute", "MessageAttributes",
            "MessageSystemAttribute", "MessageSystemAttributes",
            "Tag", "Tags");

    private static final String BATCH = "BatchRequestEntry";

    private LegacyInput() {}

    static boolean isLegacy(Request request) {
        return !request.headers().isEmpty() && !request.headers().containsKey("x-amz-target");
    }

    static ObjectNode modern(ObjectNode legacy) {
        ObjectNode modern = Json.object();
        legacy.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (LISTS.containsKey(name)) {
                modern.set(
                        LISTS.getOrDefault(name, name),
                        value.isArray() ? value : Json.array().add(value));
            } else if (MAPS.containsKey(name)) {
                modern.set(MAPS.getOrDefault(name, name), map(value));
            } else if (name.endsWith(BATCH)) {
                modern.set("Entries", entries(value));
            } else {
                modern.set(name, value);
            }
        });
        return modern;
    }

    private static ArrayNode entries(JsonNode values) {
        ArrayNode entries = Json.array();
        for (JsonNode value : values) {
            entries.add(value instanceof ObjectNode entry ? modern(entry) : value);
        }
        return entries;
    }

    private static ObjectNode map(JsonNode pairs) {
        ObjectNode map = Json.object();
        for (JsonNode pair : pairs.isArray() ? pairs : Json.array().add(pairs)) {
            String name = pair.path(pair.has("Key") ? "Key" : "Name").asText();
            if (!name.isEmpty()) {
                map.set(
                        name,
                        pair.has("Value") ? pair.path("Value") : Json.array().textNode(""));
            }
        }
        return map;
    }
}
