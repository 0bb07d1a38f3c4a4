package dev.sluice.engine.states.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path such as {@code $.order.lines[0]['the sku']}; {@code [*]} takes every element. Filters, slices and {@code ..} are
 * refused.
 *
 * @param steps names, indexes, or {@link #EVERY}
 */
record Path(String text, List<Object> steps) {

    private static final Object EVERY = new Object();

    /** @throws IllegalArgumentException saying what is wrong */
    static Path parse(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("The value '" + text + "' must be a JSONPath");
        }
        List<Object> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            at = text.charAt(at) == '.' ? name(text, at + 1, steps) : bracket(text, at, steps);
        }
        return new Path(text, List.copyOf(steps));
    }

    private static int name(String text, int from, List<Object> steps) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        String name = text.substring(from, end);
        if (name.isEmpty() || name.contains(" ")) {
            throw unsupported(text);
        }
        steps.add(name.equals("*") ? EVERY : name);
        return end;
    }

    private static int bracket(String text, int at, List<Object> steps) {
        int end = text.indexOf(']', at);
        String inside = text.charAt(at) != '[' || end < 0 ? "" : text.substring(at + 1, end);
        if (inside.equals("*")) {
            steps.add(EVERY);
        } else if (inside.matches("\\d{1,9}")) {
            steps.add(Integer.valueOf(inside));
        } else if (inside.matches("(['\"])[^'\"]+\\1")) {
            steps.add(inside.substring(1, inside.length() - 1));
        } else {
            throw unsupported(text);
        }
        return end + 1;
    }

    private static IllegalArgumentException unsupported(String text) {
        return new IllegalArgumentException(
                "The JSONPath '" + text + "' is none that the engine reads: names, indexes and [*]");
    }

    /** Whether it can say where a result goes: names and indexes only. */
    boolean reference() {
        return !steps.contains(EVERY);
    }

    /** What it leads to; with {@code [*]} an array of all that is found. */
    Optional<JsonNode> find(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Object step : steps) {
            List<JsonNode> next = new ArrayList<>();
            found.forEach(node -> walk(node, step, next));
            found = next;
        }
        if (reference()) {
            return found.stream().findFirst();
        }
        ArrayNode all = Json.array();
        found.forEach(all::add);
        return Optional.of(all);
    }

    private static void walk(JsonNode node, Object step, List<JsonNode> next) {
        if (step == EVERY) {
            node.forEach(next::add);
        } else if (step instanceof Integer index ? node.isArray() && node.has(index) : node.has((String) step)) {
            next.add(step instanceof Integer index ? node.path(index) : node.path((String) step));
        }
    }

    /** {@code root} with {@code value} put where the path points; objects on the way are made. */
    JsonNode put(JsonNode root, JsonNode value) {
        return put(root, value, 0);
    }

    private JsonNode put(JsonNode node, JsonNode value, int depth) {
        if (depth == steps.size()) {
            return value;
        }
        if (steps.get(depth) instanceof Integer index) {
            if (!(node instanceof ArrayNode array) || index >= array.size()) {
                throw mismatch();
            }
            ArrayNode copy = Json.array().addAll(array);
            copy.set(index, put(array.get(index), value, depth + 1));
            return copy;
        }
        String name = (String) steps.get(depth);
        if (!node.isMissingNode() && !node.isObject()) {
            throw mismatch();
        }
        ObjectNode copy = Json.object();
        node.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        copy.set(name, put(node.path(name), value, depth + 1));
        return copy;
    }

    private StateError mismatch() {
        return new StateError(
                "States.ResultPathMatchFailure", "Unable to apply step of ResultPath '" + text + "' to the input.");
    }
}
