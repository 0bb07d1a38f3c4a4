package dev.sluice.rules.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Says which fields keep an event from matching a pattern: each field of the pattern is tried by itself. */
public final class Mismatch {

    private static final String OR = "$or";
    private static final int ECHO = 120;

    private Mismatch() {}

    /**
     * Each field that does not match, what the event has there and what the pattern asks for.
     *
     * @param pattern a valid pattern
     * @param event an event that it does not match
     * @return empty if each field matches by itself, and only all of them together in one element of a list do not
     */
    public static List<String> fields(JsonNode pattern, JsonNode event) {
        List<String> found = new ArrayList<>();
        walk(List.of(), pattern, event, found);
        return found;
    }

    private static void walk(List<String> path, JsonNode pattern, JsonNode event, List<String> found) {
        pattern.properties().forEach(member -> {
            List<String> below = new ArrayList<>(path);
            below.add(member.getKey());
            if (member.getValue().isObject()) {
                walk(below, member.getValue(), event, found);
            } else if (!EventPattern.parse(Json.text(only(below, member.getValue())))
                    .matches(event)) {
                found.add(explain(below, member.getValue(), event));
            }
        });
    }

    private static JsonNode only(List<String> path, JsonNode value) {
        JsonNode nested = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            ObjectNode outer = Json.object();
            outer.set(path.get(i), nested);
            nested = outer;
        }
        return nested;
    }

    private static String explain(List<String> path, JsonNode wanted, JsonNode event) {
        String name = String.join(".", path);
        if (path.get(path.size() - 1).equals(OR)) {
            return name + ": none of its alternatives matches";
        }
        ArrayNode there = Json.array();
        gather(path, event, there);
        return name
                + switch (there.size()) {
                    case 0 -> " is missing";
                    case 1 -> " is " + echo(there.get(0));
                    default -> " is one of " + echo(there);
                }
                + " and must match " + echo(wanted);
    }

    private static void gather(List<String> path, JsonNode node, ArrayNode there) {
        if (node.isArray()) {
            node.forEach(element -> gather(path, element, there));
        } else if (path.isEmpty()) {
            there.add(node);
        } else if (node.has(path.get(0))) {
            gather(path.subList(1, path.size()), node.get(path.get(0)), there);
        }
    }

    private static String echo(JsonNode value) {
        String text = Json.text(value);
        return text.length() <= ECHO ? text : text.substring(0, ECHO) + "...";
    }
}
