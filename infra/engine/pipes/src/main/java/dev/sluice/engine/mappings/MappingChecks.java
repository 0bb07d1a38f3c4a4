package dev.sluice.engine.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.rules.pattern.EventPattern;
import dev.sluice.rules.pattern.InvalidPatternException;
import java.util.Map;
import java.util.Set;

/**
 * Checks the settings of a mapping.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">CreateEventSourceMapping</a>
 */
final class MappingChecks {

    private static final Set<String> BOTH = Set.of(
            "FunctionName",
            "EventSourceArn",
            "Enabled",
            "BatchSize",
            "FilterCriteria",
            "MaximumBatchingWindowInSeconds",
            "FunctionResponseTypes",
            "Tags",
            "KMSKeyArn",
            "MetricsConfig",
            "LoggingConfig");
    private static final Set<String> STREAM = Set.of(
            "ParallelizationFactor",
            "StartingPosition",
            "DestinationConfig",
            "MaximumRecordAgeInSeconds",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts");
    private static final Set<String> QUEUE = Set.of("ScalingConfig");
    private static final int QUEUE_PAGE = 10;
    private static final int MOST_FILTERS = 5;

    private MappingChecks() {}

    /** @throws AwsException saying what is wrong */
    static void check(ObjectNode settings) {
        String source = settings.path("EventSourceArn").asText("");
        boolean stream = source.contains(":dynamodb:") && source.contains("/stream/");
        if (!stream && !(source.split(":", 6).length == 6 && source.startsWith("arn:aws:sqs:"))) {
            throw invalid(
                    "Unrecognized event source, must be a DynamoDB stream or an SQS queue: this engine has no others.");
        }
        model(settings, stream);
        for (Map.Entry<String, JsonNode> member : settings.properties()) {
            boolean known = BOTH.contains(member.getKey()) || (stream ? STREAM : QUEUE).contains(member.getKey());
            if (!known && !isEmpty(member.getValue())) {
                throw invalid("Unsupported " + member.getKey() + " parameter for given event source mapping type.");
            }
        }
        filters(settings.path("FilterCriteria").path("Filters"));
        if (stream) {
            destination(settings.at("/DestinationConfig/OnFailure/Destination").asText(""));
        } else {
            queue(settings, source);
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || (value.isContainerNode() && value.isEmpty());
    }

    private static void model(ObjectNode settings, boolean stream) {
        Members members = new Members(settings);
        members.number("BatchSize", 1, 10_000);
        members.number("MaximumBatchingWindowInSeconds", 0, 300);
        members.number("ParallelizationFactor", 1, 10);
        members.number("MaximumRecordAgeInSeconds", -1, 604_800);
        members.number("MaximumRetryAttempts", -1, 10_000);
        members.texts("FunctionResponseTypes", TextConstraint.oneOf("ReportBatchItemFailures"));
        members.text("StartingPosition", TextConstraint.oneOf("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"));
        members.structure("ScalingConfig").ifPresent(scaling -> scaling.number("MaximumConcurrency", 2, 1_000));
        if (stream && !members.has("StartingPosition")) {
            members.missing("StartingPosition");
        }
        members.check();
        if (settings.path("StartingPosition").asText("").equals("AT_TIMESTAMP")) {
            throw invalid("Unsupported starting position for arn type: "
                    + settings.path("EventSourceArn").asText());
        }
    }

    private static void filters(JsonNode filters) {
        if (filters.size() > MOST_FILTERS) {
            throw invalid("There can be at most " + MOST_FILTERS + " filters.");
        }
        for (JsonNode filter : filters) {
            try {
                String pattern = filter.path("Pattern").asText("");
                if (!Json.parse(pattern).isObject()) {
                    throw invalid("Invalid filter pattern definition.");
                }
                EventPattern.parse(pattern);
            } catch (InvalidPatternException | JsonProcessingException e) {
                throw invalid("Invalid filter pattern definition.");
            }
        }
    }

    private static void queue(ObjectNode settings, String source) {
        int size = settings.path("BatchSize").asInt(QUEUE_PAGE);
        int window = settings.path("MaximumBatchingWindowInSeconds").asInt(0);
        if (source.endsWith(".fifo") && (size > QUEUE_PAGE || window > 0)) {
            throw invalid("A FIFO queue has batches of at most 10 and no batching window.");
        }
        if (size > QUEUE_PAGE && window == 0) {
            throw invalid(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        }
    }

    private static void destination(String arn) {
        if (!arn.isEmpty() && !arn.startsWith("arn:aws:sqs:")) {
            throw invalid("The destination of failures must be an SQS queue: this engine has no other: " + arn);
        }
    }

    static AwsException invalid(String message) {
        return AwsException.of("InvalidParameterValueException", message);
    }
}
