package dev.sluice.rules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aReplayedEnvelopeKeepsTheNameOfItsReplay() {
        String replayed = ENVELOPE.replace("\"resources\"", "\"replay-name\":\"again\",\"resources\"");
        assertThat(Envelope.parse(replayed).replayName()).contains("again");
        assertThat(Json.text(Envelope.parse(replayed).json())).isEqualTo(replayed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "detail-type", "source", "account", "time", "region"})
    void anEnvelopeWithoutAMemberNamesIt(String member) throws JsonProcessingException {
        ObjectNode envelope = (ObjectNode) Json.parse(ENVELOPE);
        envelope.put(member, 7);
        assertThatThrownBy(() -> Envelope.of(envelope)).hasMessage(member + ": must be a string");
        envelope.remove(member);
        assertThatThrownBy(() -> Envelope.of(envelope)).hasMessage(member + ": must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "{}", "{\"detail\":[]}"})
    void whatIsNoEnvelopeIsRefused(String text) {
        assertThatThrownBy(() -> Envelope.parse(text))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("detail: must be an object");
    }

    @Test
    void aDomainEventIsWhatAPipeExpectsOfItsEnrichment() throws JsonProcessingException {
        String metadata =
                "{\"id\":\"m\",\"tenant\":\"t\",\"type\":\"order.placed\",\"schemaVersion\":1,\"occurredAt\":\"o\",\"hops\":0}";
        DomainEvent event = new DomainEvent(
                "com.example.orders",
                "order.placed",
                "2026-11-24T10:00:00Z",
                Metadata.of(Json.parse(metadata)),
                (ObjectNode) Json.parse("{\"z\":1.10,\"a\":2}"));
        assertThat(Json.text(event.json()))
                .isEqualTo("{\"source\":\"com.example.orders\",\"detailType\":\"order.placed\","
                        + "\"time\":\"2026-11-24T10:00:00Z\",\"detail\":{\"metadata\":" + metadata
                        + ",\"data\":{\"z\":1.10,\"a\":2}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|metadata.id: must be a string",
                "{\"id\":\"m\",\"tenant\":\"\"}|metadata.tenant: must be a string",
                "{\"id\":\"m\",\"tenant\":\"t\",\"type\":\"x\",\"schemaVersion\":1.5}|metadata.schemaVersion: must be a whole number",
                "{\"id\":\"m\",\"tenant\":\"t\",\"type\":\"x\",\"schemaVersion\":1,\"occurredAt\":\"o\",\"hops\":99999999999}|metadata.hops: must be a whole number",
                "{\"id\":\"m\",\"tenant\":\"t\",\"type\":\"x\",\"schemaVersion\":1,\"occurredAt\":\"o\",\"hops\":0,\"table\":\"orders\"}|metadata.sequenceNumber: must be a string",
            })
    void metadataThatIsWrongIsNamed(String metadata, String message) {
        assertThatThrownBy(() -> Metadata.of(Json.parse(metadata)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage(message);
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
