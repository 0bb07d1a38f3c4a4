package dev.sluice.engine.lambda.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.lambda.function.Settings;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The lines that Lambda itself writes into a function's log, as text or as JSON. Without the memory that was used: all functions
 * share one heap.
 *
 * @param json whether the function's log format is JSON
 * @param silent whether the function wants none of them but warnings
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">Log formats</a>
 */
public record SystemLog(boolean json, boolean silent, int memory) {

    /** The lines of a function with these settings. */
    public static SystemLog of(Settings settings) {
        JsonNode logging = settings.others().get("LoggingConfig");
        return logging == null
                ? new SystemLog(false, false, settings.memory())
                : new SystemLog(
                        true, logging.path("SystemLogLevel").asText("INFO").equals("WARN"), settings.memory());
    }

    /** An invocation begins. */
    public Optional<String> start(Instant now, String requestId, String version) {
        return json
                ? platform(
                        now,
                        "platform.start",
                        Json.object().put("requestId", requestId).put("version", version))
                : Optional.of("START RequestId: " + requestId + " Version: " + version);
    }

    /** An invocation has ended; only the text format says so. */
    public Optional<String> end(String requestId) {
        return json ? Optional.empty() : Optional.of("END RequestId: " + requestId);
    }

    /**
     * What an invocation took.
     *
     * @param micros of the handler
     * @param initMicros of creating the instance; negative if it was there
     */
    public Optional<String> report(Instant now, String requestId, long micros, long initMicros) {
        long billed = (micros + 999) / 1_000;
        if (json) {
            ObjectNode record = Json.object().put("requestId", requestId);
            ObjectNode metrics = record.putObject("metrics")
                    .put("durationMs", micros / 1_000.0)
                    .put("billedDurationMs", billed)
                    .put("memorySizeMB", memory);
            if (initMicros >= 0) {
                metrics.put("initDurationMs", initMicros / 1_000.0);
            }
            return platform(now, "platform.report", record);
        }
        String report = "REPORT RequestId: " + requestId + "\tDuration: " + millis(micros) + " ms\tBilled Duration: "
                + billed + " ms\tMemory Size: " + memory + " MB\t";
        return Optional.of(initMicros < 0 ? report : report + "Init Duration: " + millis(initMicros) + " ms\t");
    }

    private Optional<String> platform(Instant now, String type, ObjectNode record) {
        if (silent) {
            return Optional.empty();
        }
        ObjectNode line = Json.object().put("time", now.toString()).put("type", type);
        return Optional.of(Json.text(line.set("record", record)));
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f", micros / 1_000.0);
    }
}
