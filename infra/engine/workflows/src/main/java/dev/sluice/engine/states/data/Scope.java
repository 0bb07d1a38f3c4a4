package dev.sluice.engine.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What paths and functions of one state can see.
 *
 * @param input {@code $}
 * @param context {@code $$}
 * @param uuids for {@code States.UUID} and {@code States.MathRandom}
 */
public record Scope(JsonNode input, JsonNode context, Supplier<UUID> uuids) {

    public Scope with(JsonNode other) {
        return new Scope(other, context, uuids);
    }

    /** What a path leads to. */
    public JsonNode get(String path) {
        JsonNode root = path.startsWith("$$") ? context : input;
        return Path.parse(path.startsWith("$$") ? path.substring(1) : path)
                .find(root)
                .orElseThrow(() -> new StateError(
                        "States.ParameterPathFailure",
                        "The JSONPath '" + path + "' could not be found in the input '" + root + "'"));
    }
}
