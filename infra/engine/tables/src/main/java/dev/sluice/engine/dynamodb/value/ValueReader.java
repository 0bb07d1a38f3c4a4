package dev.sluice.engine.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads values that a client sent. Errors are AwsExceptions: SerializationException where JSON has the wrong shape,
 * ValidationException where DynamoDB forbids the value.
 */
public final class ValueReader {

    private static final int DEPTH_MAX = 32;
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS");

    private ValueReader() {}

    /** An item, or the attributes of a key. */
    public static Item item(JsonNode node) {
        return new Item(map(node, 0));
    }

    public static AttributeValue value(JsonNode node) {
        return value(node, 0);
    }

    private static AttributeValue value(JsonNode node, int depth) {
        if (depth > DEPTH_MAX) {
            throw AwsException.validation("Nesting Levels have exceeded supported limits");
        }
        Wire.expect(node.isObject() || node.isNull(), node, "AttributeValue");
        String type = typeOf(node);
        JsonNode content = node.path(type);
        return switch (AttributeValue.Type.valueOf(type)) {
            case S -> new AttributeValue.S(Wire.text(content));
            case N -> new AttributeValue.N(Numbers.parse(Wire.text(content)));
            case B -> new AttributeValue.B(Wire.binary(content));
            case BOOL -> new AttributeValue.Bool(Wire.flag(content));
            case NULL -> nothing(content);
            case M -> new AttributeValue.M(map(content, depth + 1));
            case L -> new AttributeValue.L(list(content, depth + 1));
            case SS -> strings(content);
            case NS -> numbers(content);
            case BS -> binaries(content);
        };
    }

    private static String typeOf(JsonNode node) {
        String found = null;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getValue().isNull() || !TYPES.contains(member.getKey())) {
                continue;
            }
            if (found != null) {
                throw AwsException.validation("Supplied AttributeValue has more than one datatypes set,"
                        + " must contain exactly one of the supported datatypes");
            }
            found = member.getKey();
        }
        if (found == null) {
            throw AwsException.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        return found;
    }

    private static AttributeValue nothing(JsonNode content) {
        if (!Wire.flag(content)) {
            throw AwsException.validation(
                    "One or more parameter values were invalid: Null attribute value types must have the value of true");
        }
        return new AttributeValue.Null();
    }

    private static Map<String, AttributeValue> map(JsonNode content, int depth) {
        Wire.expect(content.isObject(), content, "Map");
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        content.properties().forEach(member -> map.put(Wire.unicode(member.getKey()), value(member.getValue(), depth)));
        return map;
    }

    private static List<AttributeValue> list(JsonNode content, int depth) {
        Wire.expect(content.isArray(), content, "List");
        List<AttributeValue> list = new ArrayList<>(content.size());
        content.forEach(element -> list.add(value(element, depth)));
        return list;
    }

    private static AttributeValue strings(JsonNode content) {
        return new AttributeValue.SS(set(
                content, Wire::text, "An string set  may not be empty", "Input collection %s contains duplicates."));
    }

    private static AttributeValue binaries(JsonNode content) {
        return new AttributeValue.BS(set(
                content,
                Wire::binary,
                "Binary sets should not be empty",
                "Input collection %s of type BS contains duplicates."));
    }

    private static AttributeValue numbers(JsonNode content) {
        Function<JsonNode, BigDecimal> number = element -> Numbers.parse(Wire.text(element));
        return new AttributeValue.NS(
                set(content, number, "An number set  may not be empty", "Input collection %s contains duplicates."));
    }

    private static <T> Set<T> set(JsonNode content, Function<JsonNode, T> read, String empty, String duplicates) {
        Wire.expect(content.isArray(), content, "List");
        Set<T> set = new LinkedHashSet<>();
        content.forEach(element -> set.add(read.apply(element)));
        if (set.isEmpty()) {
            throw AwsException.validation("One or more parameter values were invalid: " + empty);
        }
        if (set.size() != content.size()) {
            List<String> all = new ArrayList<>();
            content.forEach(element -> all.add(element.asText()));
            throw AwsException.validation("One or more parameter values were invalid: "
                    + duplicates.formatted("[" + String.join(", ", all) + "]"));
        }
        return set;
    }
}
