package dev.sluice.engine.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Reading;
import dev.sluice.rules.json.StorableText;

/** The engine's JSON: key order and numbers are kept exactly as they came. */
public final class Json {

    /** PutEvents takes details of up to 1,000 levels; the envelope adds a few. */
    private static final int DEPTH = 1_100;

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxStringLength(16 << 20)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** @throws JsonProcessingException if {@code text} is not one JSON value, or not one that can be worked with */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return Reading.tree(MAPPER, text);
    }

    /** @throws JsonProcessingException if {@code text} is not one JSON value in UTF-8, or not one that can be worked with */
    public static JsonNode parse(byte[] text) throws JsonProcessingException {
        return Reading.tree(MAPPER, text);
    }

    /** Parses what this engine wrote itself. */
    public static JsonNode parseTrusted(String text) {
        try {
            return parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether two texts are JSON of the same value, whatever their white space and the order of their members. */
    public static boolean same(String one, String other) {
        try {
            return parse(one).equals(parse(other));
        } catch (JsonProcessingException e) {
            return one.equals(other);
        }
    }

    /** Compact text that every queue takes: see {@link StorableText}. */
    public static String text(JsonNode node) {
        try {
            return StorableText.escaped(MAPPER.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON cannot be written", e);
        }
    }
}
