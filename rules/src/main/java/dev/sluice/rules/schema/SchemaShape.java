package dev.sluice.rules.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The members that a JSON Schema names: in {@code properties}, {@code patternProperties} and {@code required} of the schema and
 * of those that apply with it or instead of it. Others are unknown, unless the schema allows them in so many words
 * ({@code additionalProperties: true}) or says nothing about members at all. Where it is in doubt, a member is known.
 */
final class SchemaShape implements Shape {

    private static final List<String> APPLIED = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> BRANCHES =
            List.of("if", "then", "else", "items", "contains", "unevaluatedItems", "additionalItems");
    private static final List<String> OTHERS = List.of("additionalProperties", "unevaluatedProperties");
    private static final ObjectNode OPEN = Json.object().put("additionalProperties", true);

    private final JsonNode root;
    private final List<ObjectNode> schemas = new ArrayList<>();

    private SchemaShape(JsonNode root, List<JsonNode> below) {
        this.root = root;
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        below.forEach(schema -> collect(schema, seen));
    }

    static Shape of(JsonNode document) {
        return new SchemaShape(document, List.of(document));
    }

    @Override
    public Optional<Shape> member(String name) {
        List<JsonNode> below = new ArrayList<>();
        schemas.forEach(schema -> named(schema, name).forEach(below::add));
        if (below.isEmpty() && names().contains(name)) {
            return Optional.of(Shape.anything());
        }
        if (below.isEmpty()) {
            for (String others : OTHERS) {
                schemas.forEach(schema -> {
                    if (schema.has(others) && !isFalse(schema.get(others))) {
                        below.add(schema.get(others));
                    }
                });
            }
        }
        if (below.isEmpty()) {
            return isOpen() ? Optional.of(Shape.anything()) : Optional.empty();
        }
        return Optional.of(new SchemaShape(root, below));
    }

    private static List<JsonNode> named(ObjectNode schema, String name) {
        List<JsonNode> found = new ArrayList<>();
        if (schema.path("properties").has(name)) {
            found.add(schema.path("properties").get(name));
        }
        schema.path("patternProperties").properties().forEach(entry -> {
            if (finds(entry.getKey(), name)) {
                found.add(entry.getValue());
            }
        });
        return found;
    }

    private static boolean finds(String pattern, String name) {
        try {
            return Pattern.compile(pattern).matcher(name).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (ObjectNode schema : schemas) {
            schema.path("properties").fieldNames().forEachRemaining(names::add);
            schema.path("required").forEach(name -> names.add(name.asText()));
            schema.path("dependentSchemas").fieldNames().forEachRemaining(names::add);
            schema.path("dependentRequired").properties().forEach(entry -> {
                names.add(entry.getKey());
                entry.getValue().forEach(name -> names.add(name.asText()));
            });
        }
        return names;
    }

    /** Nothing is said about members, nor that there can be none. */
    private boolean isOpen() {
        boolean scalars = false;
        for (ObjectNode schema : schemas) {
            if (schema.has("properties") || schema.has("patternProperties")) {
                return false;
            }
            Set<String> types = types(schema);
            boolean lists = types.contains("array") && !schema.has("items") && !schema.has("prefixItems");
            if (types.contains("object") || lists) {
                return true;
            }
            scalars |= !types.isEmpty() && !types.contains("array");
        }
        return !scalars;
    }

    private static Set<String> types(ObjectNode schema) {
        Set<String> types = new TreeSet<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        if (types.isEmpty()) {
            schema.path("enum").forEach(value -> types.add(type(value)));
            if (schema.has("const")) {
                types.add(type(schema.get("const")));
            }
        }
        return types;
    }

    private static String type(JsonNode value) {
        return value.isObject() ? "object" : value.isArray() ? "array" : "scalar";
    }

    private void collect(JsonNode node, Set<JsonNode> seen) {
        if (!(node instanceof ObjectNode schema)) {
            if (node.isBoolean() && node.asBoolean()) {
                schemas.add(Json.object());
            }
            return;
        }
        if (!seen.add(schema)) {
            return;
        }
        schemas.add(schema);
        for (String reference : List.of("$ref", "$dynamicRef")) {
            if (schema.has(reference)) {
                collect(referred(schema.path(reference).asText()), seen);
            }
        }
        APPLIED.forEach(keyword -> schema.path(keyword).forEach(one -> collect(one, seen)));
        BRANCHES.forEach(keyword -> collect(schema.path(keyword), seen));
        schema.path("dependentSchemas").forEach(one -> collect(one, seen));
    }

    private JsonNode referred(String reference) {
        if (!reference.startsWith("#")) {
            return OPEN;
        }
        String fragment = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return anchored(fragment);
        }
        JsonNode found = root.at(JsonPointer.compile(fragment));
        return found.isMissingNode() ? OPEN : found;
    }

    private JsonNode anchored(String name) {
        for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
            for (JsonNode parent : root.findParents(keyword)) {
                if (parent.path(keyword).asText().equals(name)) {
                    return parent;
                }
            }
        }
        return OPEN;
    }

    private static boolean isFalse(JsonNode schema) {
        return schema.isBoolean() && !schema.asBoolean();
    }
}
