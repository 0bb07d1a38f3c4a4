package dev.sluice.rules.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The one place where text becomes a JSON tree. Jackson reports most errors as {@link JsonProcessingException}, but not all: a
 * number with an exponent of eleven digits, for example, is a {@link NumberFormatException}. Here every failure is the same
 * checked exception, so that no caller's catch misses one.
 */
public final class Reading {

    private Reading() {}

    /**
     * One JSON value; the missing node if the text is blank.
     *
     * @param mapper decides on limits, numbers and what may follow the value
     */
    public static JsonNode tree(ObjectMapper mapper, String text) throws JsonProcessingException {
        try (JsonParser parser = mapper.createParser(text)) {
            return tree(mapper, parser);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidJsonException("cannot be read: " + e.getMessage(), e);
        }
    }

    /** One value of a mapper of bytes, as above. */
    public static JsonNode tree(ObjectMapper mapper, byte[] bytes) throws JsonProcessingException {
        try (JsonParser parser = mapper.createParser(bytes)) {
            return tree(mapper, parser);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidJsonException("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Decodes UTF-8; bytes that are not UTF-8 are an error, for different ones would become the same character. */
    static String utf8(byte[] text) throws JsonProcessingException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidJsonException("the text is not UTF-8", e);
        }
    }

    /** What is wrong, and where as far as the parser knows, on one line. */
    public static String words(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return e.getOriginalMessage() + place;
    }

    /** The next value of a parser. */
    public static JsonNode tree(ObjectMapper mapper, JsonParser parser) throws IOException {
        try {
            JsonNode node = mapper.readTree(parser);
            return node == null ? MissingNode.getInstance() : node;
        } catch (RuntimeException | StackOverflowError e) {
            throw InvalidJsonException.at(parser, e);
        }
    }
}
