package dev.sluice.transformers.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.rules.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * DynamoDB's typed attribute values as plain JSON. A number stays exact, binary becomes a base64 string, and a set becomes a
 * sorted list, because DynamoDB gives its elements in no order.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class Attributes {

    /** DynamoDB's numbers have at most 38 digits and magnitudes up to 1E126; the text may spell them out. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,200}(\\.\\d{0,200})?|\\.\\d{1,200})([eE][+-]?\\d{1,3})?");

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,200}");

    /** DynamoDB nests values up to 32 levels deep. */
    private static final int DEEPEST = 32;

    private Attributes() {}

    /**
     * The attributes of a row or a key.
     *
     * @throws IllegalArgumentException if a value is not one of DynamoDB's types; names the attribute
     */
    static ObjectNode object(JsonNode attributes) {
        return object("", attributes, 0);
    }

    private static ObjectNode object(String path, JsonNode attributes, int depth) {
        if (!(attributes instanceof ObjectNode members)) {
            throw new IllegalArgumentException(path + ": must be a map of attributes");
        }
        ObjectNode plain = Json.object();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            plain.set(member.getKey(), value(path + "/" + member.getKey(), member.getValue(), depth));
        }
        return plain;
    }

    private static JsonNode value(String path, JsonNode attribute, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(path + ": is nested deeper than " + DEEPEST + " levels");
        }
        if (!attribute.isObject() || attribute.size() != 1) {
            throw new IllegalArgumentException(path + ": must be an object with one type");
        }
        Map.Entry<String, JsonNode> typed = attribute.properties().iterator().next();
        JsonNode value = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> TextNode.valueOf(text(path, value));
            case "N" -> number(path, value);
            case "B" -> binary(path, value);
            case "BOOL" -> bool(path, value);
            case "NULL" -> NullNode.getInstance();
            case "M" -> object(path, value, depth + 1);
            case "L" -> list(path, value, depth + 1);
            case "SS" -> set(path, value, element -> TextNode.valueOf(text(path, element)), Attributes::byText);
            case "BS" -> set(path, value, element -> binary(path, element), Attributes::byText);
            case "NS" -> set(path, value, element -> number(path, element), Attributes::byNumber);
            default -> throw new IllegalArgumentException(path + ": has the unknown type " + typed.getKey());
        };
    }

    private static NumericNode number(String path, JsonNode value) {
        String text = text(path, value);
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(path + ": is not a number");
        }
        BigDecimal exact = new BigDecimal(text);
        return WHOLE.matcher(text).matches()
                ? BigIntegerNode.valueOf(exact.toBigIntegerExact())
                : DecimalNode.valueOf(exact);
    }

    private static TextNode binary(String path, JsonNode value) {
        String text = text(path, value);
        try {
            Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": is not base64", e);
        }
        return TextNode.valueOf(text);
    }

    private static BooleanNode bool(String path, JsonNode value) {
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(path + ": must be true or false");
        }
        return BooleanNode.valueOf(value.asBoolean());
    }

    private static ArrayNode list(String path, JsonNode values, int depth) {
        ArrayNode plain = Json.array();
        for (JsonNode element : elements(path, values)) {
            plain.add(value(path + "/" + plain.size(), element, depth));
        }
        return plain;
    }

    private interface Element {
        JsonNode of(JsonNode element);
    }

    private static ArrayNode set(String path, JsonNode values, Element each, Comparator<JsonNode> order) {
        List<JsonNode> sorted = new ArrayList<>();
        elements(path, values).forEach(element -> sorted.add(each.of(element)));
        sorted.sort(order);
        return Json.array().addAll(sorted);
    }

    private static JsonNode elements(String path, JsonNode values) {
        if (!values.isArray()) {
            throw new IllegalArgumentException(path + ": must be a list");
        }
        return values;
    }

    private static String text(String path, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(path + ": must be a string");
        }
        return value.asText();
    }

    private static int byText(JsonNode left, JsonNode right) {
        return left.asText().compareTo(right.asText());
    }

    private static int byNumber(JsonNode left, JsonNode right) {
        return left.decimalValue().compareTo(right.decimalValue());
    }
}
