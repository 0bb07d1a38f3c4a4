package dev.sluice.rules.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.json.Numbers;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps data away from the validator that would exhaust it: a few bytes such as {@code 1e999999999} spell out to gigabytes
 * as soon as they are compared, and a schema that refers to itself follows nested data with the stack.
 */
final class DataLimits {

    static final int LEVELS = 100;

    private DataLimits() {}

    static Optional<Violation> exceeded(JsonNode data) {
        return exceeded("", data, 0);
    }

    private static Optional<Violation> exceeded(String pointer, JsonNode node, int level) {
        if (node.isBigDecimal() && Numbers.isHuge(node.decimalValue())) {
            return Optional.of(new Violation(pointer, "has an exponent beyond " + Numbers.EXPONENT));
        }
        if (!node.isContainerNode()) {
            return Optional.empty();
        }
        if (level == LEVELS) {
            return Optional.of(new Violation(pointer, "is nested deeper than " + LEVELS + " levels"));
        }
        return node instanceof ArrayNode list ? elements(pointer, list, level) : members(pointer, node, level);
    }

    private static Optional<Violation> elements(String pointer, ArrayNode list, int level) {
        for (int i = 0; i < list.size(); i++) {
            Optional<Violation> found = exceeded(pointer + "/" + i, list.get(i), level + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> members(String pointer, JsonNode object, int level) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = Json.pointerToken(member.getKey());
            Optional<Violation> found = exceeded(pointer + "/" + name, member.getValue(), level + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
