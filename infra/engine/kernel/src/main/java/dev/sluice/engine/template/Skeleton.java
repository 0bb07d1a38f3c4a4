package dev.sluice.engine.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A template with something in the place of each placeholder that is as long as the placeholder, so that places in one are places
 * in the other. It shows before any event came whether the template can become JSON at all. Not thread-safe.
 *
 * <p>A value is an empty array, since that is not allowed anywhere but where each value is: not as a name, and not next to
 * another value.
 */
public final class Skeleton {

    private static final String VALUE = "[]";

    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, String> placeholders = new TreeMap<>();

    public Skeleton literal(String literal) {
        text.append(literal);
        return this;
    }

    /** @param placeholder with its angle brackets, between which is a name */
    public Skeleton value(String placeholder) {
        return standIn(placeholder, VALUE + " ".repeat(placeholder.length() - VALUE.length()));
    }

    /** A placeholder inside a string whose value can never spoil it. */
    public Skeleton text(String placeholder) {
        return standIn(placeholder, "x".repeat(placeholder.length()));
    }

    /** A placeholder inside a string whose value always has quotes, and ends it. */
    public Skeleton quotes(String placeholder) {
        return standIn(placeholder, "\"" + "x".repeat(placeholder.length() - 1));
    }

    private Skeleton standIn(String placeholder, String replacement) {
        placeholders.put(text.length(), placeholder);
        text.append(replacement);
        return this;
    }

    /** Why this is not one JSON value, and where; empty if it is. */
    public Optional<String> flawOfJson() {
        return flaw(false);
    }

    /** Why this is not JSON strings, one or several with white space between them, and where; empty if it is. */
    public Optional<String> flawOfStrings() {
        return flaw(true);
    }

    private Optional<String> flaw(boolean strings) {
        try (JsonParser parser = Json.MAPPER.createParser(text.toString())) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return at(0, "there is nothing");
            }
            if (!strings) {
                parser.skipChildren();
                if (parser.nextToken() != null) {
                    return at(start(parser), "something follows the end of the JSON");
                }
                Json.parse(text.toString());
                return Optional.empty();
            }
            for (; token != null; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING) {
                    return at(start(parser), "a text that begins with a quote must be quoted strings all through");
                }
                parser.getText();
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            int offset = e.getLocation() == null ? 0 : (int) e.getLocation().getCharOffset();
            return at(offset, e.getOriginalMessage().replaceAll("\\s*\\(start marker at .*", ""));
        } catch (IOException | NumberFormatException e) {
            return at(0, String.valueOf(e.getMessage()));
        }
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private Optional<String> at(int offset, String message) {
        for (Map.Entry<Integer, String> placeholder : placeholders.entrySet()) {
            int from = placeholder.getKey();
            if (offset >= from && offset < from + placeholder.getValue().length()) {
                return Optional.of(place(from) + ": no value may stand in the place of " + placeholder.getValue());
            }
        }
        return Optional.of(place(offset) + ": " + message);
    }

    private String place(int offset) {
        String before = text.substring(0, Math.min(Math.max(offset, 0), text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return "line " + line + ", column " + (before.length() - before.lastIndexOf('\n'));
    }
}
