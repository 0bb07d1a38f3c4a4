package dev.sluice.engine.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.util.List;

/** Mappings as answers show them, with the defaults of what was not given. */
final class MappingViews {

    static final int STREAM_BATCH = 100;
    static final int QUEUE_BATCH = 10;

    private MappingViews() {}

    /** @param result how the last batch ended; AWS shows it of streams only */
    static ObjectNode of(Mapping mapping, String state, String result) {
        ObjectNode view = Json.object().put("UUID", mapping.uuid());
        JsonNode settings = mapping.settings();
        view.put("BatchSize", mapping.number("BatchSize", mapping.fromStream() ? STREAM_BATCH : QUEUE_BATCH));
        view.put("MaximumBatchingWindowInSeconds", mapping.number("MaximumBatchingWindowInSeconds", 0));
        if (mapping.fromStream()) {
            view.put("ParallelizationFactor", mapping.number("ParallelizationFactor", 1));
            view.set("StartingPosition", settings.path("StartingPosition"));
            view.put("MaximumRecordAgeInSeconds", mapping.number("MaximumRecordAgeInSeconds", -1));
            view.put("MaximumRetryAttempts", mapping.number("MaximumRetryAttempts", -1));
            view.put(
                    "BisectBatchOnFunctionError",
                    settings.path("BisectBatchOnFunctionError").asBoolean(false));
            view.put("TumblingWindowInSeconds", 0);
            view.set(
                    "DestinationConfig",
                    settings.path("DestinationConfig").isObject()
                            ? settings.path("DestinationConfig")
                            : Json.object().set("OnFailure", Json.object()));
        }
        view.put("EventSourceArn", mapping.source());
        view.put("FunctionArn", mapping.functionArn());
        view.put("LastModified", BigDecimal.valueOf(mapping.modifiedAt(), 3));
        if (mapping.fromStream()) {
            view.put("LastProcessingResult", result);
        }
        view.put("State", state);
        view.put("StateTransitionReason", mapping.fromStream() ? "User action" : "USER_INITIATED");
        view.putArray("FunctionResponseTypes");
        view.put("EventSourceMappingArn", mapping.arn());
        for (String member : List.of(
                "FunctionResponseTypes",
                "FilterCriteria",
                "ScalingConfig",
                "KMSKeyArn",
                "MetricsConfig",
                "LoggingConfig")) {
            if (settings.hasNonNull(member)) {
                view.set(member, settings.get(member));
            }
        }
        return view;
    }
}
