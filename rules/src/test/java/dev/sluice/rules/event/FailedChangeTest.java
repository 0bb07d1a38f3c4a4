package dev.sluice.rules.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import org.junit.jupiter.api.Test;

class FailedChangeTest {

    @Test
    void aSmallRecordGoesAlongWhole() {
        JsonNode record = Json.object().put("eventID", "e1");
        assertThat(json(record).at("/detail/record")).isEqualTo(record);
    }

    @Test
    void ofARecordThatHasNoRoomInAnEventTheBeginningGoesAlong() {
        JsonNode detail = json(Json.object().put("text", "x".repeat(300_000))).path("detail");
        assertThat(detail.path("record").asText()).startsWith("{\"text\":\"xxx").hasSize(1_000);
        assertThat(detail.path("failure").asText()).isEqualTo("is odd");
    }

    private static JsonNode json(JsonNode record) {
        return new FailedChange("id", "2026-01-01T00:00:00Z", "is odd", record).json();
    }
}
