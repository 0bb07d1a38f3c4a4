package dev.sluice.engine.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.function.BiConsumer;

/** Payload templates: members whose names end in {@code .$} take a path, the context, or a function. */
public final class Template {

    private Template() {}

    public static JsonNode fill(JsonNode template, Scope scope) {
        if (template instanceof ObjectNode object) {
            ObjectNode filled = Json.object();
            object.properties().forEach(member -> {
                String name = member.getKey();
                if (name.endsWith(".$")) {
                    filled.set(
                            name.substring(0, name.length() - 2),
                            value(member.getValue().asText(), scope));
                } else {
                    filled.set(name, fill(member.getValue(), scope));
                }
            });
            return filled;
        }
        if (template instanceof ArrayNode array) {
            ArrayNode filled = Json.array();
            array.forEach(element -> filled.add(fill(element, scope)));
            return filled;
        }
        return template;
    }

    public static JsonNode value(String text, Scope scope) {
        return text.startsWith("$") ? scope.get(text) : Intrinsic.parse(text).evaluate(scope);
    }

    /** Reports each member that cannot be filled: where and why. */
    public static void check(JsonNode template, String at, BiConsumer<String, String> problem) {
        if (template.isObject()) {
            template.properties().forEach(member -> {
                String name = member.getKey();
                String place = at + "/" + name;
                if (!name.endsWith(".$")) {
                    check(member.getValue(), place, problem);
                } else if (!member.getValue().isTextual()) {
                    problem.accept(
                            place,
                            "The value for the field '" + name + "' must be a STRING that contains a JSONPath"
                                    + " or a valid intrinsic function expression");
                } else {
                    expression(member.getValue().asText(), place, problem);
                }
            });
        } else if (template.isArray()) {
            for (int i = 0; i < template.size(); i++) {
                check(template.get(i), at + "[" + i + "]", problem);
            }
        }
    }

    public static void expression(String text, String at, BiConsumer<String, String> problem) {
        try {
            if (text.startsWith("$")) {
                Path.parse(text.startsWith("$$") ? text.substring(1) : text);
            } else {
                Intrinsic.parse(text);
            }
        } catch (IllegalArgumentException e) {
            problem.accept(at, String.valueOf(e.getMessage()));
        }
    }
}
