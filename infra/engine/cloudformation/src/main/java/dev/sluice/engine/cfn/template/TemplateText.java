package dev.sluice.engine.cfn.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.json.Reading;

/** Reads the text of a template, JSON or YAML. */
public final class TemplateText {

    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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

    public static JsonNode json(String text, String name) {
        try {
            return Reading.tree(STRICT, text);
        } catch (JsonProcessingException e) {
            boolean limit = e instanceof StreamConstraintsException || e.getCause() instanceof StackOverflowError;
            throw new TemplateException(
                    name, (limit ? "is too large or too deep: " : "is not JSON: ") + Reading.words(e));
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
