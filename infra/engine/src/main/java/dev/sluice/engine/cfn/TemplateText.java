package dev.sluice.engine.cfn;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Json;

/** Reads the text of a template, JSON or YAML. */
final class TemplateText {

    private static final ObjectReader STRICT = Json.MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /** Deeper than any template that makes sense; what walks templates recurses this far. */
    static final int DEEPEST = 200;

    private TemplateText() {}

    /** @param name what to call the template in errors */
    static ObjectNode parse(String text, String name) {
        JsonNode root = text.stripLeading().startsWith("{") ? json(text, name) : Yaml.parse(text, name);
        checkDepth(root, name, DEEPEST);
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw new TemplateException(name, "is not a template: its root must be an object");
    }

    static JsonNode json(String text, String name) {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            // Jackson names no place where a limit of its own is exceeded.
            JsonLocation place = e.getLocation();
            String line = place == null || place.getLineNr() < 1 ? "" : " (line " + place.getLineNr() + ")";
            throw new TemplateException(
                    name,
                    (e instanceof StreamConstraintsException ? "is too large or too deep: " : "is not JSON: ")
                            + e.getOriginalMessage()
                            + line);
        }
    }

    private static void checkDepth(JsonNode node, String name, int left) {
        if (left == 0) {
            throw tooDeep(name);
        }
        node.forEach(child -> checkDepth(child, name, left - 1));
    }

    static TemplateException tooDeep(String name) {
        return new TemplateException(
                name, "is nested deeper than " + DEEPEST + " levels, which is the most that the engine takes");
    }
}
