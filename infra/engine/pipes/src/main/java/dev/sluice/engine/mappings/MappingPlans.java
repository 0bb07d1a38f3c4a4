package dev.sluice.engine.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.poll.Poller;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.poll.filter.Filters;
import dev.sluice.engine.poll.function.FunctionCalls;
import dev.sluice.engine.poll.queue.QueueCalls;
import dev.sluice.engine.poll.queue.QueuePoller;
import dev.sluice.engine.poll.queue.QueueSettings;
import dev.sluice.engine.poll.queue.SendProbe;
import dev.sluice.engine.poll.stream.Positions;
import dev.sluice.engine.poll.stream.Records;
import dev.sluice.engine.poll.stream.Start;
import dev.sluice.engine.poll.stream.StreamCalls;
import dev.sluice.engine.poll.stream.StreamPoller;
import dev.sluice.engine.poll.stream.StreamSettings;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds the running parts of a mapping from its settings. Thread-safe. */
final class MappingPlans {

    private static final int CONCURRENCY = 1_000;

    private final Kernel kernel;
    private final Workers workers;
    private final Positions positions;

    MappingPlans(Kernel kernel, Workers workers, Positions positions) {
        this.kernel = kernel;
        this.workers = workers;
        this.positions = positions;
    }

    /** What runs for a mapping, and what it records about its batches. */
    record Running(Poller poller, FunctionBatches batches) {}

    /**
     * Starts a mapping.
     *
     * @throws AwsException in Lambda's words if its source cannot be read
     */
    Running start(Mapping mapping, boolean fresh) {
        try {
            Running running = plan(mapping, fresh);
            running.poller().start();
            return running;
        } catch (AwsException e) {
            throw refused(mapping, e);
        }
    }

    /** @throws AwsException InvalidParameterValueException if the role cannot send to the queue for records that failed */
    void probe(Mapping mapping) {
        Optional<String> queue = onFailure(mapping);
        if (queue.isEmpty()) {
            return;
        }
        try {
            SendProbe.check(
                    kernel,
                    kernel.access().assume(mapping.roleArn(), "lambda.amazonaws.com", mapping.functionArn()),
                    queue.get());
        } catch (AwsException e) {
            throw MappingChecks.invalid("The function execution role does not have permissions to call SendMessage on "
                    + queue.get() + ", or there is no such queue. " + e.message());
        }
    }

    private static Optional<String> onFailure(Mapping mapping) {
        return Optional.of(mapping.settings()
                        .at("/DestinationConfig/OnFailure/Destination")
                        .asText(""))
                .filter(arn -> !arn.isEmpty());
    }

    private Running plan(Mapping mapping, boolean fresh) {
        Caller role = kernel.access().assume(mapping.roleArn(), "lambda.amazonaws.com", mapping.functionArn());
        Caller lambda = Caller.internal(mapping.functionArn().split(":", 7)[4]);
        FunctionBatches batches = new FunctionBatches(
                kernel,
                mapping,
                new FunctionCalls(kernel.aws(), lambda, mapping.functionArn()),
                new FailureRecords(kernel, role, mapping, onFailure(mapping)));
        Duration window = Duration.ofSeconds(mapping.number("MaximumBatchingWindowInSeconds", 0));
        if (mapping.fromStream()) {
            return new Running(stream(mapping, fresh, role, batches, window), batches);
        }
        QueueSettings settings = new QueueSettings(
                mapping.number("BatchSize", MappingViews.QUEUE_BATCH),
                window,
                Optional.empty(),
                mapping.settings().at("/ScalingConfig/MaximumConcurrency").asInt(CONCURRENCY));
        QueueCalls calls = new QueueCalls(kernel.aws(), role, mapping.source());
        checkTimeout(mapping, calls);
        return new Running(
                new QueuePoller(
                        kernel,
                        workers,
                        new QueuePoller.Work(mapping.arn(), calls, settings, filters(mapping), batches)),
                batches);
    }

    private Poller stream(Mapping mapping, boolean fresh, Caller role, FunctionBatches batches, Duration window) {
        int retries = mapping.number("MaximumRetryAttempts", -1);
        int age = mapping.number("MaximumRecordAgeInSeconds", -1);
        StreamSettings settings = new StreamSettings(
                mapping.number("BatchSize", MappingViews.STREAM_BATCH),
                window,
                mapping.number("ParallelizationFactor", 1),
                retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries),
                age < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(age)),
                mapping.settings().path("BisectBatchOnFunctionError").asBoolean(false));
        boolean latest = mapping.settings().path("StartingPosition").asText().equals("LATEST");
        return new StreamPoller(
                kernel,
                workers,
                positions,
                new StreamPoller.Work(
                        mapping.arn(),
                        new StreamCalls(kernel.aws(), role, mapping.source()),
                        settings,
                        new Start(latest, Instant.ofEpochMilli(mapping.createdAt()), fresh),
                        filters(mapping),
                        new Records(mapping.source(), false),
                        batches));
    }

    private static Filters filters(Mapping mapping) {
        List<String> patterns = new ArrayList<>();
        mapping.settings()
                .path("FilterCriteria")
                .path("Filters")
                .forEach(filter -> patterns.add(filter.path("Pattern").asText()));
        return Filters.of(patterns);
    }

    /** A message must stay hidden for as long as the function may work on it. */
    private void checkTimeout(Mapping mapping, QueueCalls calls) {
        int visibility = Integer.parseInt(calls.attribute("VisibilityTimeout").orElse("30"));
        int timeout = function(mapping.account(), mapping.functionArn())
                .path("Timeout")
                .asInt(3);
        if (visibility < timeout) {
            throw MappingChecks.invalid("Queue visibility timeout: " + visibility
                    + " seconds is less than Function timeout: " + timeout + " seconds");
        }
    }

    /** @throws AwsException ResourceNotFoundException if the account has no such function */
    JsonNode function(String account, String name) {
        JsonNode function = kernel.aws()
                .call(
                        Caller.internal(account),
                        "lambda",
                        "GetFunctionConfiguration",
                        Json.object().put("FunctionName", name));
        String arn = function.path("FunctionArn").asText();
        if (!arn.split(":", 7)[4].equals(account)) {
            throw AwsException.of("ResourceNotFoundException", 404, "Function not found: " + arn);
        }
        return function;
    }

    private static AwsException refused(Mapping mapping, AwsException why) {
        boolean denied = why.code().startsWith("AccessDenied");
        if (mapping.fromStream()) {
            if (why.code().equals("ResourceNotFoundException")) {
                return MappingChecks.invalid("Stream not found: " + mapping.source());
            }
            return denied
                    ? MappingChecks.invalid("Cannot access stream " + mapping.source()
                            + ". Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and"
                            + " ListStreams Actions on your stream in IAM. " + why.message())
                    : why;
        }
        if (why.code().contains("NonExistentQueue") || why.code().equals("QueueDoesNotExist")) {
            return MappingChecks.invalid("Error occurred while ReceiveMessage. SQS Error Code: "
                    + "AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: " + why.message());
        }
        return denied
                ? MappingChecks.invalid(
                        "The function execution role does not have permissions to call ReceiveMessage on SQS. "
                                + why.message())
                : why;
    }
}
