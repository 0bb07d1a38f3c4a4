package dev.sluice.examples.commerce.app;

import dev.sluice.cdk.function.FunctionSpec;
import dev.sluice.cdk.function.Functions;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.cdk.parts.Tables;
import dev.sluice.cdk.parts.Workflows;
import dev.sluice.rules.catalog.model.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** What the shop does with events: a worker behind a queue, a function that records deals, and a workflow that asks for approvals. */
final class ShopWorkloads extends Construct {

    private static final int TIMEOUT_SECONDS = 15;
    private static final int BATCH = 10;
    private static final int WORKERS = 10;

    private final Path code;
    private final Queue work;
    private final Queue workDeadLetters;

    ShopWorkloads(Construct scope, Path code) {
        super(scope, "Workloads");
        this.code = code;
        Construct unit = new Construct(this, "ProcessingWork");
        this.workDeadLetters = Queues.deadLetters(unit, "processing-work");
        this.work = Queues.work(unit, "Queue", "processing-work", workDeadLetters, TIMEOUT_SECONDS);
    }

    /** A function with the dead letters that it shares with the rules that invoke it. */
    record WithDeadLetters(Function function, Queue deadLetters) {}

    Queue work() {
        return work;
    }

    Queue workDeadLetters() {
        return workDeadLetters;
    }

    Optional<StateMachine> dealApproval(Optional<Workflow> workflow) {
        return workflow.map(definition -> {
            Construct unit = new Construct(this, "DealApproval");
            Table approvals = Tables.plain(unit, "Table", "deal-approvals", List.of("id"));
            return Workflows.of(
                    unit,
                    definition,
                    Map.of("ApprovalsTable", approvals.getTableName()),
                    List.of(Statements.allow(approvals.getTableArn(), "dynamodb:PutItem")));
        });
    }

    /** Does the jobs that rows of a table request, and writes their results into the rows. */
    void processingWorker(Table table) {
        Function worker = Functions.of(
                this,
                "ProcessingWorker",
                new FunctionSpec(
                        "processing-worker",
                        "Does the jobs that rows of the table processing ask for.",
                        code,
                        "dev.sluice.examples.commerce.processing.ProcessingWorker",
                        TIMEOUT_SECONDS,
                        Map.of("PROCESSING_TABLE", table.getTableName()),
                        List.of(
                                Statements.consume(work.getQueueArn()),
                                Statements.allow(table.getTableArn(), "dynamodb:UpdateItem"))));
        Functions.consume(worker, work, "Work", BATCH, WORKERS);
    }

    WithDeadLetters salesLedger() {
        Construct unit = new Construct(this, "SalesLedger");
        Table ledger = Tables.plain(unit, "Table", "sales-ledger", List.of("id"));
        Queue deadLetters = Queues.deadLetters(unit, "sales-ledger");
        Function function = Functions.of(
                unit,
                "Function",
                new FunctionSpec(
                        "sales-ledger",
                        "Books large deals.",
                        code,
                        "dev.sluice.examples.commerce.ledger.SalesLedger",
                        TIMEOUT_SECONDS,
                        Map.of("LEDGER_TABLE", ledger.getTableName()),
                        List.of(
                                Statements.allow(ledger.getTableArn(), "dynamodb:PutItem"),
                                Statements.allow(deadLetters.getQueueArn(), "sqs:SendMessage"))));
        Functions.deadLetters(function, deadLetters);
        return new WithDeadLetters(function, deadLetters);
    }
}
