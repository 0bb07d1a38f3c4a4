package dev.sluice.engine.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Workflows name the members of every API in PascalCase, also of those that have them in camelCase. */
public final class Names {

    private Names() {}

    static JsonNode lowered(JsonNode node) {
        return renamed(node, name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }

    static JsonNode raised(JsonNode node) {
        return renamed(node, name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    private static JsonNode renamed(JsonNode node, UnaryOperator<String> name) {
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            node.properties()
                    .forEach(member -> copy.set(
                            member.getKey().isEmpty() ? "" : name.apply(member.getKey()),
                            renamed(member.getValue(), name)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.array();
            node.forEach(element -> copy.add(renamed(element, name)));
            return copy;
        }
        return node;
    }
}
