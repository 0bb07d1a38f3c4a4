package dev.sluice.rules.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts at the top of an envelope that cannot be read as a whole, as far as they can be read: good for naming who published
 * what, and for nothing else.
 */
public record EnvelopeHead(Map<String, String> texts) {

    /** Reads until the text makes no sense any more. */
    public static EnvelopeHead of(String text) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = Json.parser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String member = parser.currentName();
                    if (parser.nextToken() == JsonToken.VALUE_STRING) {
                        texts.put(member, parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            return new EnvelopeHead(Map.copyOf(texts));
        }
        return new EnvelopeHead(Map.copyOf(texts));
    }

    public Optional<String> text(String member) {
        return Optional.ofNullable(texts.get(member)).filter(text -> !text.isEmpty());
    }
}
