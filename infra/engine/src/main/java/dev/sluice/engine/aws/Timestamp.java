package dev.sluice.engine.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A point in time in an output that several protocols carry: epoch seconds in JSON, the same with tag 1 in CBOR, ISO 8601 in
 * XML.
 */
public record Timestamp(Instant at) implements JsonSerializable {

    private static final int EPOCH_TAG = 1;

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
