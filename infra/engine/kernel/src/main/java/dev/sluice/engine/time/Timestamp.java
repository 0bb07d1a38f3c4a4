package dev.sluice.engine.time;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A point in time in an output that several protocols carry: epoch seconds in JSON, the same with tag 1 in CBOR, ISO 8601 in
 * XML.
 */
public record Timestamp(Instant at) implements JsonSerializable {

    private static final int EPOCH_TAG = 1;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * Reads a time from a request: epoch seconds, or ISO 8601. Years have four digits, as in RFC 3339 and in all that AWS
     * writes; a time beyond them is none here, for whoever works with it next could not count its milliseconds.
     */
    public static Optional<Instant> read(JsonNode value) {
        if (!value.isNumber()) {
            return parse(value.asText());
        }
        return Optional.of(Instant.ofEpochMilli(Math.round(value.asDouble() * 1000)))
                .filter(Timestamp::isPlain);
    }

    /** Reads ISO 8601 with an offset, as above. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Timestamp::isPlain);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(END);
    }

    public static POJONode node(Instant at) {
        return new POJONode(new Timestamp(at));
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (generator instanceof CBORGenerator cbor) {
            cbor.writeTag(EPOCH_TAG);
            cbor.writeNumber(at.toEpochMilli() / 1000d);
        } else {
            generator.writeNumber(BigDecimal.valueOf(at.toEpochMilli(), 3));
        }
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(generator, provider);
    }

    /** ISO 8601. */
    @Override
    public String toString() {
        return at.toString();
    }
}
