package dev.sluice.engine.events.put;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.json.StorableText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An event's envelope as compact text, written in one pass over the detail: whitespace goes, key order and the digits of
 * numbers stay. Characters that a queue would refuse are escaped, so that every target and dead-letter queue takes the event.
 *
 * @param subject {@code /detail/metadata/id} if that is a string; otherwise empty
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html">Event structure</a>
 */
record Envelope(String text, String subject) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DETAIL_DEPTH)
                    .maxStringLength(Limits.REQUEST_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The envelope of an entry; empty if the detail is not a JSON object. */
    static Optional<Envelope> of(Entry entry, String id, String account, String region, Instant received) {
        try {
            return write(entry, entry.detail(), id, account, region, received);
        } catch (IOException e) {
            return rewritten(entry, id, account, region, received);
        }
    }

    /** A detail that is malformed, or names a key twice: then the last one counts. */
    private static Optional<Envelope> rewritten(
            Entry entry, String id, String account, String region, Instant received) {
        try {
            JsonNode detail = Json.parse(entry.detail());
            return detail.isObject()
                    ? write(entry, Json.text(detail), id, account, region, received)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Envelope> write(
            Entry entry, String detail, String id, String account, String region, Instant received) throws IOException {
        StringWriter text = new StringWriter(detail.length() + 320);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("version", "0");
            out.writeStringField("id", id);
            out.writeStringField("detail-type", entry.detailType());
            out.writeStringField("source", entry.source());
            out.writeStringField("account", account);
            Instant time = entry.time().orElse(received);
            out.writeStringField("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
            out.writeStringField("region", region);
            out.writeArrayFieldStart("resources");
            for (String resource : entry.resources()) {
                out.writeString(resource);
            }
            out.writeEndArray();
            out.writeFieldName("detail");
            Optional<String> subject = copy(detail, out);
            if (subject.isEmpty()) {
                return Optional.empty();
            }
            out.writeEndObject();
            out.flush();
            return Optional.of(new Envelope(StorableText.escaped(text.toString()), subject.get()));
        }
    }

    /** Copies one JSON object; answers the subject, or nothing if it is something else. */
    private static Optional<String> copy(String detail, JsonGenerator out) throws IOException {
        try (JsonParser in = JSON.createParser(detail)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Subject subject = new Subject();
            int depth = 0;
            JsonToken token = JsonToken.START_OBJECT;
            do {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                subject.see(in, token, depth);
                if (token.isNumeric()) {
                    out.writeNumber(in.getText());
                } else {
                    out.copyCurrentEvent(in);
                }
                token = depth == 0 ? null : in.nextToken();
            } while (token != null);
            return depth == 0 && in.nextToken() == null ? Optional.of(subject.found) : Optional.empty();
        }
    }

    /** Watches for {@code metadata.id} while the detail goes by. */
    private static final class Subject {
        private String found = "";
        private boolean inMetadata;
        private boolean atId;

        void see(JsonParser in, JsonToken token, int depth) throws IOException {
            if (depth == 1 && token == JsonToken.FIELD_NAME) {
                inMetadata = "metadata".equals(in.currentName());
            } else if (inMetadata && depth == 2 && token == JsonToken.FIELD_NAME) {
                atId = "id".equals(in.currentName());
            } else if (atId && depth == 2 && token == JsonToken.VALUE_STRING) {
                found = in.getText();
            }
        }
    }
}
