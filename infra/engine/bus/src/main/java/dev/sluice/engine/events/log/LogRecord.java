package dev.sluice.engine.events.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.LogConfig;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes one record.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html">Log schema</a>
 */
final class LogRecord {

    /**
     * A record may be this big, of the 1 MiB that CloudWatch Logs takes, 26 bytes of which are its own for each event; what it tells
     * about the event gives way, in this order.
     */
    private static final int MOST_BYTES = (1 << 20) - 26;

    private static final List<String> DATA = List.of("event_detail", "target_input", "target_properties");

    private LogRecord() {}

    /** @param parts gives {@code event_id}, {@code invocation_id}, {@code details} and {@code error}, as far as there are any */
    static String text(BusKey bus, Step step, Instant at, LogConfig config, Supplier<ObjectNode> parts) {
        ObjectNode given = parts.get();
        ObjectNode record = Json.object()
                .put("resource_arn", bus.arn())
                .put("message_timestamp_ms", at.toEpochMilli())
                .put("event_bus_name", bus.name());
        copy(given, record, "event_id");
        copy(given, record, "invocation_id");
        record.put("message_type", step.name()).put("log_level", step.level().name());
        ObjectNode details = given.path("details") instanceof ObjectNode some ? some : Json.object();
        record.set("details", details);
        copy(given, record, "error");
        if (!config.full()) {
            details.remove(DATA);
        }
        String text = Json.text(record);
        for (String name : DATA) {
            if (text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                return text;
            }
            if (details.remove(name) != null) {
                ArrayNode dropped = record.path("dropped_fields") instanceof ArrayNode list
                        ? list
                        : record.putArray("dropped_fields");
                dropped.add(name);
                text = Json.text(record);
            }
        }
        return text;
    }

    private static void copy(ObjectNode from, ObjectNode to, String name) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
