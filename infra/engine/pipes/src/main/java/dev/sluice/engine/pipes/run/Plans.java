package dev.sluice.engine.pipes.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.pipes.check.Kinds;
import dev.sluice.engine.pipes.pipe.Lifecycle;
import dev.sluice.engine.pipes.pipe.Pipe;
import dev.sluice.engine.pipes.target.HttpCalls;
import dev.sluice.engine.pipes.target.HttpParameters;
import dev.sluice.engine.pipes.target.WorkflowCalls;
import dev.sluice.engine.pipes.template.InputTemplate;
import dev.sluice.engine.pipes.template.Variables;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Builds the running parts of a pipe from its settings. Thread-safe. */
public final class Plans implements Lifecycle.Plan {

    private static final int QUEUE_CONCURRENCY = 1_250;
    /** What a pipe with a batching window sets, besides the window itself. */
    private static final Duration VISIBILITY = Duration.ofMinutes(7).plusSeconds(30);

    private final Kernel kernel;
    private final Workers workers;
    private final Positions positions;
    private final HttpCalls http;

    public Plans(Kernel kernel, Workers workers, Positions positions, HttpCalls http) {
        this.kernel = kernel;
        this.workers = workers;
        this.positions = positions;
        this.http = http;
    }

    @Override
    public Poller poller(Pipe pipe, boolean fresh, Consumer<String> disable) {
        Caller role = kernel.access().assume(pipe.role(), "pipes.amazonaws.com", pipe.arn());
        Filters filters = filters(pipe);
        JsonNode parameters = pipe.sourceParameters();
        int batch = parameters
                .path("BatchSize")
                .asInt(Kinds.standardBatch(pipe.source(), pipe.target(), pipe.enrichment()));
        Execution execution = execution(pipe, role, parameters, disable);
        if (Kinds.isStream(pipe.source())) {
            return new StreamPoller(
                    kernel,
                    workers,
                    positions,
                    new StreamPoller.Work(
                            pipe.arn(),
                            new StreamCalls(kernel.aws(), role, pipe.source()),
                            settings(parameters, batch),
                            new Start(
                                    parameters.path("StartingPosition").asText().equals("LATEST"),
                                    Instant.ofEpochMilli(pipe.startedAt()),
                                    fresh),
                            filters,
                            new Records(pipe.source(), true),
                            execution));
        }
        Duration window = Duration.ofSeconds(
                parameters.path("MaximumBatchingWindowInSeconds").asInt(0));
        return new QueuePoller(
                kernel,
                workers,
                new QueuePoller.Work(
                        pipe.arn(),
                        new QueueCalls(kernel.aws(), role, pipe.source()),
                        new QueueSettings(
                                batch,
                                window,
                                window.isZero() ? Optional.empty() : Optional.of(VISIBILITY.plus(window)),
                                QUEUE_CONCURRENCY),
                        filters,
                        execution));
    }

    @Override
    public void probe(Pipe pipe) {
        Optional<String> queue = deadLetters(pipe.sourceParameters());
        if (queue.isEmpty()) {
            return;
        }
        try {
            SendProbe.check(
                    kernel, kernel.access().assume(pipe.role(), "pipes.amazonaws.com", pipe.arn()), queue.get());
        } catch (AwsException e) {
            throw AwsException.of(
                    e.code(),
                    e.status(),
                    "Error occurred while sending message to SQS queue " + queue.get()
                            + ", the DeadLetterConfig of the source. SQS Error Code: " + e.code()
                            + ". SQS Error Message: " + e.message());
        }
    }

    private static Optional<String> deadLetters(JsonNode parameters) {
        return Optional.ofNullable(parameters.path("DeadLetterConfig").get("Arn"))
                .map(JsonNode::asText)
                .filter(arn -> !arn.isEmpty());
    }

    private static StreamSettings settings(JsonNode parameters, int batch) {
        int retries = parameters.path("MaximumRetryAttempts").asInt(-1);
        int age = parameters.path("MaximumRecordAgeInSeconds").asInt(-1);
        return new StreamSettings(
                batch,
                Duration.ofSeconds(
                        parameters.path("MaximumBatchingWindowInSeconds").asInt(0)),
                parameters.path("ParallelizationFactor").asInt(1),
                retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries),
                age < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(age)),
                parameters.has("OnPartialBatchItemFailure"));
    }

    private static Filters filters(Pipe pipe) {
        List<String> patterns = new ArrayList<>();
        pipe.settings()
                .path("SourceParameters")
                .path("FilterCriteria")
                .path("Filters")
                .forEach(filter -> patterns.add(filter.path("Pattern").asText()));
        return Filters.of(patterns);
    }

    private Execution execution(Pipe pipe, Caller role, JsonNode source, Consumer<String> disable) {
        Variables variables = new Variables(Map.of(
                "aws.pipes.pipe-arn", pipe.arn(),
                "aws.pipes.pipe-name", pipe.name(),
                "aws.pipes.source-arn", pipe.source(),
                "aws.pipes.enrichment-arn", pipe.enrichment(),
                "aws.pipes.target-arn", pipe.target()));
        Execution.Stages stages = new Execution.Stages(
                enrichment(pipe, role),
                template(pipe.settings().path("EnrichmentParameters"), variables),
                Targets.of(kernel, http, role, pipe),
                template(pipe.targetParameters(), variables),
                Kinds.isStream(pipe.source()) ? "eventID" : "messageId");
        DeadLetters deadLetters =
                new DeadLetters(kernel.aws(), role, kernel.time(), pipe.arn(), pipe.source(), deadLetters(source));
        return new Execution(kernel.time(), stages, deadLetters, new Accounts(kernel, pipe), disable);
    }

    private static Optional<InputTemplate> template(JsonNode parameters, Variables variables) {
        String template = parameters.path("InputTemplate").asText("");
        return template.isEmpty() ? Optional.empty() : Optional.of(InputTemplate.parse(template, variables));
    }

    private Optional<Enrichment> enrichment(Pipe pipe, Caller role) {
        String arn = pipe.enrichment();
        if (arn.isEmpty()) {
            return Optional.empty();
        }
        Aws aws = kernel.aws();
        if (arn.contains(":api-destination/")) {
            HttpParameters parameters = HttpParameters.of(
                    pipe.settings().path("EnrichmentParameters").path("HttpParameters"));
            return Optional.of(Enrichments.destination(http, role, arn, parameters));
        }
        return Optional.of(
                arn.contains(":states:")
                        ? Enrichments.workflow(new WorkflowCalls(aws, role, arn))
                        : Enrichments.function(new FunctionCalls(aws, role, arn)));
    }
}
