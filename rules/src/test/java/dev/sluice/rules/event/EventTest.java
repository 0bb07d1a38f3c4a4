package dev.sluice.rules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.rules.json.Json;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final String ENVELOPE =
            "{\"version\":\"0\",\"id\":\"e1\",\"detail-type\":\"t\",\"source\":\"s\",\"account\":\"1\","
                    + "\"time\":\"2026-11-24T00:00:00Z\",\"region\":\"r\",\"resources\":[\"x\"],"
                    + "\"detail\":{\"z\":1.10,\"a\":12345678901234567890123,\"m\":1E+2}}";

    @Test
    void anEnvelopeKeepsKeyOrderAndNumbers() {
        assertThat(Json.text(Envelope.parse(ENVELOPE).json())).isEqualTo(ENVELOPE);
    }

    @Test
    void metadataComesBackAsItWas() throws JsonProcessingException {
        String text =
                "{\"id\":\"m\",\"tenant\":\"t\",\"type\":\"order.placed\",\"schemaVersion\":1,\"occurredAt\":\"o\",\"hops\":2,"
                        + "\"table\":\"orders\",\"keys\":{\"orderId\":\"1\"},\"sequenceNumber\":\"9\",\"change\":\"MODIFY\","
                        + "\"changed\":[\"status\"],\"old\":{\"status\":\"PLACED\"}}";
        assertThat(Json.text(Metadata.of(Json.parse(text)).json())).isEqualTo(text);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Envelope.parse(ENVELOPE.replace("\"source\":\"s\",", "")))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("source: must be a string");
        assertThatThrownBy(() -> Envelope.parse("{")).isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> Metadata.of(Json.parse("{\"id\":\"m\"}")))
                .hasMessage("metadata.tenant: must be a string");
    }
}
