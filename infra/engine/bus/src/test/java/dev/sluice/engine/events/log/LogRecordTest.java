package dev.sluice.engine.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.LogConfig;
import dev.sluice.engine.events.bus.LogLevel;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogRecordTest {

    private static final BusKey BUS = new BusKey("us-east-1", "000000000000", "orders");

    private static JsonNode record(int detailChars, int inputChars) {
        String text = LogRecord.text(
                BUS, Step.INVOCATION_START, Instant.ofEpochMilli(7), new LogConfig(LogLevel.TRACE, true), () -> {
                    ObjectNode parts = Json.object().put("event_id", "e");
                    parts.putObject("details")
                            .put("event_detail", "d".repeat(detailChars))
                            .put("target_input", "i".repeat(inputChars))
                            .put("rule_arn", "r");
                    return parts;
                });
        assertThat(text.length()).isLessThanOrEqualTo(1 << 20);
        return Json.parseTrusted(text);
    }

    @Test
    void whatIsTooMuchForARecordIsLeftOutAndNamed() {
        JsonNode one = record(700_000, 700_000);
        assertThat(one.path("dropped_fields").toString()).isEqualTo("[\"event_detail\"]");
        assertThat(one.at("/details/target_input").asText()).hasSize(700_000);
        JsonNode both = record(700_000, 1_100_000);
        assertThat(both.path("dropped_fields").toString()).isEqualTo("[\"event_detail\",\"target_input\"]");
        assertThat(both.at("/details/rule_arn").asText()).isEqualTo("r");
    }

    @Test
    void aRecordThatFitsIsWhole() {
        JsonNode record = record(10, 10);
        assertThat(record.has("dropped_fields")).isFalse();
        assertThat(record.path("message_timestamp_ms").asLong()).isEqualTo(7);
        assertThat(record.path("log_level").asText()).isEqualTo("TRACE");
        assertThat(record.path("event_bus_name").asText()).isEqualTo("orders");
    }
}
