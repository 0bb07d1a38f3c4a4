package dev.sluice.engine.cfn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Json;
import dev.sluice.rules.json.Reading;

/** Reads the text of a template, JSON or YAML. */
final class TemplateText {

    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private TemplateText() {}

    /** @param name what to call the template in errors */
    static ObjectNode parse(String text, String name) {
        JsonNode root = text.stripLeading().startsWith("{") ? json(text, name) : Yaml.parse(text, name);
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw new TemplateException(name, "is not a template: its root must be an object");
    }

    static JsonNode json(String text, String name) {
        try {
            return Reading.tree(STRICT, text);
        } catch (JsonProcessingException e) {
            throw new TemplateException(name, "is not JSON: " + Reading.words(e));
        }
    }
}
