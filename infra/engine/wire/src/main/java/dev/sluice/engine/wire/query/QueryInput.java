package dev.sluice.engine.wire.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a tree of the dotted names of a form: {@code Entries.member.1.Id=a} and the flattened {@code Entries.1.Id=a} both
 * become {@code {"Entries": [{"Id": "a"}]}}.
 */
public final class QueryInput {

    private static final int DEEPEST = 20;

    private QueryInput() {}

    static ObjectNode tree(Map<String, List<String>> form) {
        Branch root = new Branch();
        form.forEach((name, values) -> {
            String[] path = name.split("\\.", DEEPEST);
            Branch at = root;
            for (String step : path) {
                if (!step.equals("member")) {
                    at = at.children.computeIfAbsent(step, unused -> new Branch());
                }
            }
            at.value = values.get(values.size() - 1);
        });
        root.children.remove("Action");
        root.children.remove("Version");
        root.children.keySet().removeIf(name -> name.startsWith("X-Amz-"));
        return (ObjectNode) root.object();
    }

    private static final class Branch {
        final Map<String, Branch> children = new LinkedHashMap<>();
        String value = "";

        JsonNode node() {
            if (children.isEmpty()) {
                return Json.object().textNode(value);
            }
            return children.keySet().stream().allMatch(Branch::isNumber) ? array() : object();
        }

        JsonNode object() {
            ObjectNode node = Json.object();
            children.forEach((name, child) -> node.set(name, child.node()));
            return node;
        }

        private JsonNode array() {
            ArrayNode node = Json.array();
            Map<Integer, Branch> sorted = new TreeMap<>();
            children.forEach((name, child) -> sorted.put(Integer.valueOf(name), child));
            sorted.values().forEach(child -> node.add(child.node()));
            return node;
        }

        private static boolean isNumber(String name) {
            return !name.isEmpty() && name.length() < 7 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }
}
