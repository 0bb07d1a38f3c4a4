package dev.sluice.engine.pipes.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.rules.pattern.PipePatterns;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the parameters of a pipe's source. */
public final class SourceChecks {

    private static final int MOST_FILTERS = 5;
    private static final TextConstraint PATTERN = TextConstraint.length(0, 4096);
    private static final int QUEUE_PAGE = 10;

    private SourceChecks() {}

    static void check(Members pipe, String source, int most) {
        boolean stream = Kinds.isStream(source);
        Optional<Members> given = pipe.structure("SourceParameters");
        if (given.isEmpty() && !stream) {
            return;
        }
        Members parameters = given.orElseGet(() -> pipe.requiredStructure("SourceParameters"));
        String own = stream ? "DynamoDBStreamParameters" : "SqsQueueParameters";
        PipeChecks.known(parameters.node(), "SourceParameters", Set.of("FilterCriteria", own));
        parameters.structure("FilterCriteria").ifPresent(SourceChecks::filters);
        if (stream) {
            stream(parameters.requiredStructure(own), most);
        } else {
            parameters.structure(own).ifPresent(queue -> queue(queue, source, most));
        }
    }

    private static void filters(Members criteria) {
        List<Members> filters = criteria.structures("Filters");
        if (filters.size() > MOST_FILTERS) {
            criteria.violate(
                    Json.text(criteria.node().path("Filters")),
                    "Filters",
                    "Member must have length less than or equal to " + MOST_FILTERS);
        }
        for (Members filter : filters) {
            filter.text("Pattern", PATTERN);
        }
        criteria.check();
        for (JsonNode filter : criteria.node().path("Filters")) {
            Optional<String> flaw = flaw(filter.path("Pattern").asText(""));
            if (flaw.isPresent()) {
                throw AwsException.validation("Invalid filter pattern definition. " + flaw.get());
            }
        }
    }

    private static Optional<String> flaw(String pattern) {
        try {
            JsonNode parsed = Json.parse(pattern);
            return parsed.isObject() ? PipePatterns.flaw(parsed) : Optional.of("It is not a JSON object.");
        } catch (JsonProcessingException e) {
            return Optional.of("It is not JSON.");
        }
    }

    private static void stream(Members stream, int most) {
        PipeChecks.known(
                stream.node(),
                "SourceParameters.DynamoDBStreamParameters",
                Set.of(
                        "BatchSize",
                        "DeadLetterConfig",
                        "OnPartialBatchItemFailure",
                        "MaximumBatchingWindowInSeconds",
                        "MaximumRecordAgeInSeconds",
                        "MaximumRetryAttempts",
                        "ParallelizationFactor",
                        "StartingPosition"));
        stream.required("StartingPosition", TextConstraint.oneOf("TRIM_HORIZON", "LATEST"));
        stream.text("OnPartialBatchItemFailure", TextConstraint.oneOf("AUTOMATIC_BISECT"));
        stream.number("MaximumBatchingWindowInSeconds", 0, 300);
        stream.number("MaximumRecordAgeInSeconds", -1, 604_800);
        stream.number("MaximumRetryAttempts", -1, 10_000);
        stream.number("ParallelizationFactor", 1, 10);
        int size = stream.number("BatchSize", 1, 10_000).orElse(1);
        Optional<String> deadLetters =
                stream.structure("DeadLetterConfig").flatMap(config -> config.text("Arn", PipeChecks.ARN));
        stream.check();
        size(size, most);
        if (deadLetters.isPresent()
                && (!Kinds.service(deadLetters.get()).equals("sqs")
                        || deadLetters.get().endsWith(".fifo"))) {
            throw AwsException.validation(
                    "DeadLetterConfig.Arn must be a standard SQS queue; this engine has no topics.");
        }
    }

    private static void queue(Members queue, String source, int most) {
        PipeChecks.known(
                queue.node(),
                "SourceParameters.SqsQueueParameters",
                Set.of("BatchSize", "MaximumBatchingWindowInSeconds"));
        int size = queue.number("BatchSize", 1, 10_000).orElse(1);
        int window = queue.number("MaximumBatchingWindowInSeconds", 0, 300).orElse(0);
        queue.check();
        size(size, most);
        if (source.endsWith(".fifo") && size > QUEUE_PAGE) {
            throw AwsException.validation("BatchSize must be at most 10 for a FIFO queue.");
        }
        if (size > QUEUE_PAGE && window == 0) {
            throw AwsException.validation(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is"
                            + " greater than 10");
        }
    }

    private static void size(int size, int most) {
        if (size > most) {
            throw AwsException.validation("BatchSize " + size
                    + " is more than the target or the enrichment takes at once: at most " + most + ".");
        }
    }
}
