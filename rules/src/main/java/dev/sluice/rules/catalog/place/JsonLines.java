package dev.sluice.rules.catalog.place;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalInt;

/** Reads as far as the place that is asked for, and skips what lies beside the path to it. */
final class JsonLines implements Lines {

    private static final JsonFactory JSON = new JsonFactory();

    private final String text;

    JsonLines(String text) {
        this.text = text;
    }

    @Override
    public OptionalInt of(JsonPointer pointer) {
        OptionalInt line = OptionalInt.empty();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            for (JsonPointer rest = pointer; !rest.matches() && enter(parser, rest); rest = rest.tail()) {
                line = OptionalInt.of(parser.currentTokenLocation().getLineNr());
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    parser.nextToken();
                }
            }
        } catch (IOException e) {
            return line;
        }
        return line;
    }

    /** Goes to the name of the member, or to the element; false if there is none. */
    private static boolean enter(JsonParser parser, JsonPointer rest) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals(rest.getMatchingProperty())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == rest.getMatchingIndex()) {
                    return true;
                }
                parser.skipChildren();
            }
        }
        return false;
    }
}
