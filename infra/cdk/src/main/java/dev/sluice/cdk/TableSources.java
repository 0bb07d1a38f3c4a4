package dev.sluice.cdk;

import dev.sluice.cdk.function.FunctionSpec;
import dev.sluice.cdk.function.Functions;
import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Pipe;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.cdk.parts.Tables;
import dev.sluice.rules.catalog.model.TableSource;
import dev.sluice.rules.names.ResourceNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The owner's tables, and one pipe for each that makes events of its changes. */
final class TableSources extends Construct {

    private static final int TIMEOUT_SECONDS = 15;
    private static final int RETRIES = 10;

    /** Streams keep records for 24 hours; a dead letter only points at one, so half of that is left to fetch it. */
    private static final int OLDEST_SECONDS = 43_200;

    private final Map<String, Table> tables = new HashMap<>();

    TableSources(Construct scope, ResourceNames names, List<TableSource> sources, Path code, Bus target) {
        super(scope, "Tables");
        Function transformer = Functions.of(
                this,
                "Transformer",
                new FunctionSpec(
                        names.transformer(),
                        "Makes domain events of changed rows.",
                        code,
                        "dev.sluice.transformers.CdcTransformer",
                        TIMEOUT_SECONDS,
                        Map.of(),
                        List.of()));
        sources.forEach(source -> add(source, names, transformer, target));
    }

    /** The table of a name of the catalog. */
    Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    private void add(TableSource source, ResourceNames names, Function transformer, Bus target) {
        Construct unit = new Construct(this, Names.pascal(ResourceNames.physical(source.table())));
        Table table = Tables.streamed(unit, "Table", source.table(), source.keys());
        tables.put(source.table(), table);
        String name = names.changes(source.table());
        Queue deadLetters = Queues.deadLetters(unit, name);
        String stream = Objects.requireNonNull(table.getTableStreamArn());
        new Pipe(
                unit,
                "Pipe",
                name,
                "Changes of the table " + source.table() + " become events.",
                stream,
                parameters(source, deadLetters),
                List.of(readStream(stream), Statements.allow(deadLetters.getQueueArn(), "sqs:SendMessage")),
                transformer,
                target);
    }

    private static CfnPipe.PipeSourceParametersProperty parameters(TableSource source, Queue deadLetters) {
        CfnPipe.PipeSourceParametersProperty.Builder parameters = CfnPipe.PipeSourceParametersProperty.builder()
                .dynamoDbStreamParameters(CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
                        .startingPosition("TRIM_HORIZON")
                        .batchSize(Pipe.BATCH)
                        .maximumRetryAttempts(RETRIES)
                        .maximumRecordAgeInSeconds(OLDEST_SECONDS)
                        .onPartialBatchItemFailure("AUTOMATIC_BISECT")
                        .deadLetterConfig(CfnPipe.DeadLetterConfigProperty.builder()
                                .arn(deadLetters.getQueueArn())
                                .build())
                        .build());
        source.filter()
                .ifPresent(filter -> parameters.filterCriteria(CfnPipe.FilterCriteriaProperty.builder()
                        .filters(List.of(CfnPipe.FilterProperty.builder()
                                .pattern(filter.toString())
                                .build()))
                        .build()));
        return parameters.build();
    }

    private static PolicyStatement readStream(String stream) {
        return Statements.allow(
                stream,
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams");
    }
}
