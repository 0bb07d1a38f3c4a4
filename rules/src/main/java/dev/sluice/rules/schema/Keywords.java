package dev.sluice.rules.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.names.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keywords of draft 2020-12. A validator ignores unknown keywords, so a misspelt one checks nothing; names
 * that begin with {@code x-} are for extensions.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">Draft 2020-12</a>
 */
public final class Keywords {

    /** Hold a schema. */
    private static final Set<String> SCHEMA = Set.of(
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    /** Hold a list of schemas. */
    private static final Set<String> SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");

    /** Hold schemas by names that are not keywords. */
    private static final Set<String> NAMED =
            Set.of("$defs", "definitions", "dependentSchemas", "patternProperties", "properties");

    /** Hold something else. */
    private static final Set<String> PLAIN = Set.of(
            "$anchor",
            "$comment",
            "$dynamicAnchor",
            "$dynamicRef",
            "$id",
            "$ref",
            "$schema",
            "$vocabulary",
            "const",
            "contentEncoding",
            "contentMediaType",
            "default",
            "dependentRequired",
            "deprecated",
            "description",
            "enum",
            "examples",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "pattern",
            "readOnly",
            "required",
            "title",
            "type",
            "uniqueItems",
            "writeOnly");

    private static final Set<String> ALL = new TreeSet<>();

    static {
        List.of(SCHEMA, SCHEMAS, NAMED, PLAIN).forEach(ALL::addAll);
    }

    private Keywords() {}

    /** Every keyword of a valid schema that the draft does not have, by place in the document. */
    public static List<Violation> unknown(JsonNode document) {
        List<Violation> found = new ArrayList<>();
        walk("", document, found);
        return found;
    }

    private static void walk(String pointer, JsonNode node, List<Violation> found) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        schema.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            String at = pointer + "/" + Json.pointerToken(name);
            if (SCHEMA.contains(name)) {
                walk(at, value, found);
            } else if (SCHEMAS.contains(name)) {
                for (int i = 0; i < value.size(); i++) {
                    walk(at + "/" + i, value.get(i), found);
                }
            } else if (NAMED.contains(name)) {
                value.properties()
                        .forEach(one -> walk(at + "/" + Json.pointerToken(one.getKey()), one.getValue(), found));
            } else if (!ALL.contains(name) && !name.startsWith("x-")) {
                found.add(new Violation(
                        at, "is not a keyword of JSON Schema, so it checks nothing" + DidYouMean.hint(name, ALL)));
            }
        });
    }
}
