package dev.sluice.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads and writes JSON without changing key order or numbers. Input is limited: 1,000 levels, numbers of 1,000 digits and with
 * exponents up to 1,000.
 */
public final class Json {

    /** EventBridge takes details of up to 1,000 levels; an envelope in a queue record adds a few. */
    private static final int DEPTH = 1_010;

    /** What was read can be written, wrapped in a few levels more. */
    private static final int WRITE_DEPTH = DEPTH + 50;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(WRITE_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(new Numbers.Nodes())
            .build();

    private static final JsonMapper STRICT = MAPPER.rebuild()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Parses one JSON value; of duplicate keys the last one counts, as on EventBridge. */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return Reading.tree(MAPPER, text);
    }

    /** Parses one JSON value in UTF-8; bytes that are not UTF-8 are an error. */
    public static JsonNode parse(byte[] text) throws JsonProcessingException {
        return Reading.tree(MAPPER, Reading.utf8(text));
    }

    /** Parses one JSON value; a duplicate key is an error. */
    public static JsonNode parseStrict(String text) throws JsonProcessingException {
        return Reading.tree(STRICT, text);
    }

    /** A parser within the same limits, for who reads as the text goes by; its places count characters. */
    public static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text.toCharArray());
    }

    /** A member's name as a part of a JSON pointer: {@code a/b} is {@code a~1b}. */
    public static String pointerToken(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Compact text that every queue takes: see {@link StorableText}. */
    public static String text(JsonNode node) {
        try {
            return StorableText.escaped(MAPPER.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }
}
