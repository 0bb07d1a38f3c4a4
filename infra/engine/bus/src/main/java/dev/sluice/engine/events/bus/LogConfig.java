package dev.sluice.engine.events.bus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;

/**
 * What a bus logs.
 *
 * @param full whether records contain the events and what targets were sent
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_LogConfig.html">LogConfig</a>
 */
public record LogConfig(LogLevel level, boolean full) {

    static final LogConfig NONE = new LogConfig(LogLevel.OFF, false);

    /** @param json as the bus was given it, checked; empty if it was not */
    static LogConfig of(String json) {
        if (json.isEmpty()) {
            return NONE;
        }
        JsonNode config = Json.parseTrusted(json);
        return new LogConfig(
                LogLevel.valueOf(config.path("Level").asText("OFF")),
                config.path("IncludeDetail").asText().equals("FULL"));
    }

    public boolean has(LogLevel wanted) {
        return wanted.compareTo(level) <= 0;
    }
}
