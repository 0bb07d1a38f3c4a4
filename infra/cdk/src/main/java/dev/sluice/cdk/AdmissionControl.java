package dev.sluice.cdk;

import dev.sluice.cdk.function.FunctionSpec;
import dev.sluice.cdk.function.Functions;
import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Pipe;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.cdk.targets.QueueTarget;
import dev.sluice.rules.names.ResourceNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Admission control: a queue, the function that decides, and the pipe that passes on the events it admits. */
final class AdmissionControl extends Construct {

    private static final int TIMEOUT_SECONDS = 15;
    private static final int LATE_SECONDS = 300;

    private final QueueTarget entrance;
    private final Queue quarantine;
    private final Pipe pipe;

    AdmissionControl(Construct scope, ResourceNames names, Path code, Table journal, Bus core) {
        // The id is part of the logical ids of resources that hold data, such as the quarantine queue.
        super(scope, "Gate");
        this.entrance = QueueTarget.watched(this, "Admission", names.admission(), TIMEOUT_SECONDS, LATE_SECONDS);
        this.quarantine = Queues.shelf(this, "Quarantine", names.quarantine());
        this.pipe = new Pipe(
                this,
                "Pipe",
                names.admission(),
                "Passes admitted events on to the core bus.",
                entrance.queue().getQueueArn(),
                CfnPipe.PipeSourceParametersProperty.builder()
                        .sqsQueueParameters(CfnPipe.PipeSourceSqsQueueParametersProperty.builder()
                                .batchSize(Pipe.BATCH)
                                .build())
                        .build(),
                List.of(Statements.consume(entrance.queue().getQueueArn())),
                function(names, code, journal),
                core);
    }

    private Function function(ResourceNames names, Path code, Table journal) {
        return Functions.of(
                this,
                "Control",
                new FunctionSpec(
                        names.admission(),
                        "Admits each event, or quarantines it with the reason.",
                        code,
                        "dev.sluice.authorizers.admission.Admission",
                        TIMEOUT_SECONDS,
                        Map.of(
                                "OWNER_ACCOUNT", Aws.ACCOUNT_ID,
                                "QUARANTINE_QUEUE_URL", quarantine.getQueueUrl(),
                                "JOURNAL_TABLE", journal.getTableName()),
                        List.of(
                                Statements.allow(quarantine.getQueueArn(), "sqs:SendMessage"),
                                Statements.allow(journal.getTableArn(), "dynamodb:BatchWriteItem"))));
    }

    QueueTarget entrance() {
        return entrance;
    }

    Queue quarantine() {
        return quarantine;
    }

    /** The only role that may write to the core bus. */
    IRole role() {
        return pipe.role();
    }
}
