package dev.sluice.transformers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.math.BigDecimal;
import java.util.Map;

/**
 * DynamoDB's typed values as plain JSON: numbers keep their exact decimal value, binary is base64 text, sets are lists.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_AttributeValue.html">AttributeValue</a>
 */
final class AttributeValues {

    private AttributeValues() {}

    /** A whole image, or the value of an M. */
    static ObjectNode object(JsonNode attributes) {
        ObjectNode object = Json.object();
        attributes.properties().forEach(entry -> object.set(entry.getKey(), value(entry.getValue())));
        return object;
    }

    /** @throws IllegalArgumentException if the node is no attribute value */
    static JsonNode value(JsonNode typed) {
        if (!typed.isObject() || typed.size() != 1) {
            throw new IllegalArgumentException("an attribute value must have exactly one type, and this is " + typed);
        }
        Map.Entry<String, JsonNode> entry = typed.properties().iterator().next();
        JsonNode value = entry.getValue();
        return switch (entry.getKey()) {
            case "S", "B", "BOOL" -> value;
            case "N" -> number(value);
            case "NULL" -> Json.object().nullNode();
            case "M" -> object(value);
            case "L" -> list(value);
            case "SS", "BS" -> value;
            case "NS" -> numbers(value);
            default -> throw new IllegalArgumentException("there is no attribute type " + entry.getKey());
        };
    }

    private static JsonNode number(JsonNode text) {
        return DecimalNode.valueOf(new BigDecimal(text.asText()));
    }

    private static ArrayNode list(JsonNode values) {
        ArrayNode list = Json.array();
        values.forEach(value -> list.add(value(value)));
        return list;
    }

    private static ArrayNode numbers(JsonNode values) {
        ArrayNode list = Json.array();
        values.forEach(value -> list.add(number(value)));
        return list;
    }
}
