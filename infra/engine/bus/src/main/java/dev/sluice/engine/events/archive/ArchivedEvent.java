package dev.sluice.engine.events.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Timestamp;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An event in an archive.
 *
 * @param time what its envelope says, epoch milliseconds
 * @param number distinguishes events of the same time, in order of arrival
 * @param text the envelope
 */
record ArchivedEvent(long time, long number, String eventId, String subject, String text) {

    /** An event as an archive keeps it; empty if it came from an archive, which the rule of an archive does not match. */
    static Optional<ArchivedEvent> of(BusEvent event) {
        try (JsonParser parser = Json.MAPPER.createParser(event.text())) {
            long time = event.at().toEpochMilli();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (name.equals("replay-name")) {
                    return Optional.empty();
                }
                if (name.equals("detail")) {
                    break;
                }
                parser.nextToken();
                time = name.equals("time") ? time(parser.getText(), time) : time;
                parser.skipChildren();
            }
            return Optional.of(new ArchivedEvent(time, 0, event.id(), event.subject(), event.text()));
        } catch (IOException e) {
            throw new IllegalStateException("an envelope cannot be read", e);
        }
    }

    private static long time(String text, long otherwise) {
        return Timestamp.parse(text).map(Instant::toEpochMilli).orElse(otherwise);
    }

    /** The envelope as a replay sends it: its name stands between region and resources. */
    String replayed(String replay) {
        int at = text.indexOf(",\"resources\":[");
        return text.substring(0, at) + ",\"replay-name\":\"" + replay + "\"" + text.substring(at);
    }
}
