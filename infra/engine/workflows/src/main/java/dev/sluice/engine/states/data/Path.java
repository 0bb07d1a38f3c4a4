package dev.sluice.engine.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.jsonpath.JsonPath;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Optional;

/**
 * A path of the Amazon States Language, such as {@code $.order.lines[0]['the sku']}. Filters, slices, {@code ..} and spaces
 * outside of quotes are refused; {@code [*]} finds an array even if that is empty.
 */
public record Path(String text, JsonPath path) {

    /** @throws IllegalArgumentException saying what is wrong */
    public static Path parse(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("The value '" + text + "' must be a JSONPath");
        }
        return JsonPath.parse(text)
                .filter(path -> !text.replaceAll("\\[[^\\]]*]", "").contains(" "))
                .map(path -> new Path(text, path))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "The JSONPath '" + text
                                        + "' cannot be read: the engine reads names, indexes and [*], without filters, slices and '..'"));
    }

    /** Whether it can say where a result goes: names and indexes only. */
    public boolean reference() {
        return !path.many();
    }

    /** The value it leads to; with {@code [*]} an array of all that is found. */
    public Optional<JsonNode> find(JsonNode root) {
        List<JsonNode> found = path.select(root, node -> true);
        if (reference()) {
            return found.stream().findFirst();
        }
        ArrayNode all = Json.array();
        found.forEach(all::add);
        return Optional.of(all);
    }

    /** {@code root} with {@code value} put where the path points; missing objects along the path are created. */
    public JsonNode put(JsonNode root, JsonNode value) {
        return put(root, value, 0);
    }

    private JsonNode put(JsonNode node, JsonNode value, int depth) {
        if (depth == path.steps().size()) {
            return value;
        }
        if (path.steps().get(depth) instanceof JsonPath.Step.Index step) {
            int index = step.index();
            if (!(node instanceof ArrayNode array) || index >= array.size()) {
                throw mismatch();
            }
            ArrayNode copy = Json.array().addAll(array);
            copy.set(index, put(array.get(index), value, depth + 1));
            return copy;
        }
        String name = ((JsonPath.Step.Name) path.steps().get(depth)).name();
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
