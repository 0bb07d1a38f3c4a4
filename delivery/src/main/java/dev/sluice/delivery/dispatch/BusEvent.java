package dev.sluice.delivery.dispatch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sluice.rules.event.MalformedEventException;
import dev.sluice.rules.event.Metadata;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.json.Reading;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher needs of an event on the core bus, read in one pass. The data is not taken apart: what the publisher sent
 * is what the receiver gets, byte for byte.
 *
 * @param type the type as published, with {@code .v2} and so on for later major versions
 * @param replayed whether it was brought back from an archive
 * @param payload the body of the webhook: type, timestamp and data; of a message that came through the API, what its sender gave
 */
record BusEvent(Metadata metadata, String type, boolean replayed, String payload) {

    /** @throws MalformedEventException if the text is not an event as admission control lets it through */
    static BusEvent read(String text) {
        try (JsonParser parser = Json.parser(text)) {
            return new Reader(text, parser).read();
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("the event is not JSON: " + Reading.words(e));
        } catch (IOException e) {
            throw new MalformedEventException("the event cannot be read: " + e.getMessage());
        }
    }

    private static final class Reader {

        private final String text;
        private final JsonParser parser;
        private @Nullable String type;
        private @Nullable String metadata;
        private @Nullable String data;
        private boolean replayed;

        Reader(String text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        BusEvent read() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedEventException("the event is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "detail-type" -> type = parser.getValueAsString();
                    case "replay-name" -> replayed = true;
                    case "detail" -> detail();
                    default -> parser.skipChildren();
                }
            }
            String found = required(type, "detail-type");
            Metadata known = metadata(required(metadata, "detail.metadata"));
            String own = required(data, "detail.data");
            String payload = known.message()
                    .map(message -> message.body().orElse(own))
                    .orElseGet(() -> standard(found, known.occurredAt(), own));
            return new BusEvent(known, found, replayed, payload);
        }

        private static String standard(String type, String occurredAt, String data) {
            return "{\"type\":" + quoted(type) + ",\"timestamp\":" + quoted(occurredAt) + ",\"data\":" + data + "}";
        }

        private void detail() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "metadata" -> metadata = object();
                    case "data" -> data = object();
                    default -> parser.skipChildren();
                }
            }
        }

        /** The text of the object that begins here. */
        private @Nullable String object() throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return null;
            }
            long begin = parser.currentLocation().getCharOffset() - 1;
            parser.skipChildren();
            return text.substring((int) begin, (int) parser.currentLocation().getCharOffset());
        }

        private static Metadata metadata(String text) throws JsonProcessingException {
            Metadata metadata = Metadata.of(Json.parse(text));
            metadata.flaw().ifPresent(flaw -> {
                throw new MalformedEventException(flaw);
            });
            return metadata;
        }

        private static String required(@Nullable String value, String member) {
            if (value == null) {
                throw new MalformedEventException(member + ": is missing or of the wrong type");
            }
            return value;
        }

        private static String quoted(String value) {
            return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"";
        }
    }
}
