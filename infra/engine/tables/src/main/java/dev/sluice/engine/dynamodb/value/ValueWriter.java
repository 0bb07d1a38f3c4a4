package dev.sluice.engine.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** Writes values as clients read them. */
public final class ValueWriter {

    private ValueWriter() {}

    public static ObjectNode item(Item item) {
        return attributes(item.attributes());
    }

    private static ObjectNode attributes(Map<String, AttributeValue> attributes) {
        ObjectNode node = Json.object();
        attributes.forEach((name, value) -> node.set(name, value(value)));
        return node;
    }

    public static ObjectNode value(AttributeValue value) {
        ObjectNode node = Json.object();
        node.set(value.type().name(), content(value));
        return node;
    }

    private static JsonNode content(AttributeValue value) {
        if (value instanceof AttributeValue.S s) {
            return JsonNodeFactory.instance.textNode(s.value());
        } else if (value instanceof AttributeValue.N n) {
            return JsonNodeFactory.instance.textNode(Numbers.format(n.value()));
        } else if (value instanceof AttributeValue.B b) {
            return JsonNodeFactory.instance.textNode(b.value().base64());
        } else if (value instanceof AttributeValue.Bool bool) {
            return JsonNodeFactory.instance.booleanNode(bool.value());
        } else if (value instanceof AttributeValue.Null) {
            return JsonNodeFactory.instance.booleanNode(true);
        } else if (value instanceof AttributeValue.M m) {
            return attributes(m.value());
        }
        return elements(value);
    }

    private static ArrayNode elements(AttributeValue value) {
        ArrayNode array = Json.array();
        if (value instanceof AttributeValue.L l) {
            l.value().forEach(element -> array.add(value(element)));
        } else if (value instanceof AttributeValue.SS ss) {
            ss.value().forEach(array::add);
        } else if (value instanceof AttributeValue.NS ns) {
            ns.value().forEach(number -> array.add(Numbers.format(number)));
        } else if (value instanceof AttributeValue.BS bs) {
            bs.value().forEach(binary -> array.add(binary.base64()));
        }
        return array;
    }
}
