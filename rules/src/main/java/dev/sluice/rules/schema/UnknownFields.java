package dev.sluice.rules.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.names.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the fields of event patterns and of sample events that no event has. */
public final class UnknownFields {

    private static final String OR = "$or";

    private UnknownFields() {}

    /**
     * The fields of a valid event pattern that keep it from ever matching. One that may be missing ({@code exists: false}) keeps
     * nothing from matching.
     */
    public static List<Violation> ofPattern(JsonNode pattern, Shape shape) {
        List<Violation> found = new ArrayList<>();
        pattern("", pattern, shape, found);
        return found;
    }

    private static void pattern(String pointer, JsonNode pattern, Shape shape, List<Violation> found) {
        pattern.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            String at = pointer + "/" + Json.pointerToken(name);
            if (name.equals(OR) && value.path(0).isObject()) {
                for (int i = 0; i < value.size(); i++) {
                    pattern(at + "/" + i, value.get(i), shape, found);
                }
                return;
            }
            Optional<Shape> below = shape.member(name);
            if (below.isEmpty() && !mayBeMissing(value)) {
                found.add(new Violation(at, "is in no such event, so this never matches" + known(name, shape)));
            } else if (below.isPresent() && value.isObject()) {
                pattern(at, value, below.get(), found);
            }
        });
    }

    private static boolean mayBeMissing(JsonNode pattern) {
        for (JsonNode part : pattern) {
            boolean absent =
                    part.path("exists").isBoolean() && !part.path("exists").asBoolean();
            if (pattern.isArray() && absent) {
                return true;
            }
            if (pattern.isObject() && !mayBeMissing(part)) {
                return false;
            }
        }
        return pattern.isObject();
    }

    /** The members of an event, or of the parts of one that matter, that no event has. */
    public static List<Violation> ofEvent(JsonNode event, Shape shape) {
        List<Violation> found = new ArrayList<>();
        event("", event, shape, found);
        return found;
    }

    private static void event(String pointer, JsonNode event, Shape shape, List<Violation> found) {
        for (int i = 0; event.isArray() && i < event.size(); i++) {
            event(pointer + "/" + i, event.get(i), shape, found);
        }
        if (!(event instanceof ObjectNode)) {
            return;
        }
        event.properties().forEach(member -> {
            String at = pointer + "/" + Json.pointerToken(member.getKey());
            shape.member(member.getKey())
                    .ifPresentOrElse(
                            below -> event(at, member.getValue(), below, found),
                            () -> found.add(new Violation(at, "is in no such event" + known(member.getKey(), shape))));
        });
    }

    private static String known(String name, Shape shape) {
        String hint = DidYouMean.hint(name, shape.names());
        return !hint.isEmpty() || shape.names().isEmpty() ? hint : "; there is " + String.join(", ", shape.names());
    }
}
