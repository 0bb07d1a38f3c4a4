package dev.sluice.cdk.flow;

import dev.sluice.cdk.parts.FunctionSpec;
import dev.sluice.cdk.parts.Functions;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.cdk.parts.Tables;
import dev.sluice.cdk.parts.Workflows;
import dev.sluice.cdk.targets.FunctionTarget;
import dev.sluice.cdk.targets.QueueTarget;
import dev.sluice.cdk.targets.WorkflowTarget;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The functions, workflows and queues that the catalog's routes name, as far as they are code of ours: a catalog can name a target, but only
 * Java can tell what it does and what it may. To add a function or a workflow, add its method here.
 */
final class Workloads extends Construct {

    private static final int TIMEOUT_SECONDS = 15;
    private static final int BATCH = 10;
    private static final int WORKERS = 10;
    private static final String OURS = "sluice-";

    private final Catalog catalog;
    private final Path code;
    private final TableSources tables;

    Workloads(Construct scope, Catalog catalog, Path code, TableSources tables) {
        super(scope, "Workloads");
        this.catalog = catalog;
        this.code = code;
        this.tables = tables;
    }

    /** A queue with its worker, if it has one of ours; otherwise somebody else empties it. */
    QueueTarget queue(String name) {
        if (name.startsWith(OURS)) {
            throw new IllegalArgumentException("queue " + name + ": names that begin with " + OURS + " are taken");
        }
        QueueTarget target = QueueTarget.work(this, Names.pascal(name), name, TIMEOUT_SECONDS);
        if (name.equals("processing-work")) {
            tables.table("processing").ifPresent(table -> processingWorker(target.queue(), table));
        }
        return target;
    }

    FunctionTarget function(String name) {
        if (name.equals("sales-ledger")) {
            return salesLedger();
        }
        throw new IllegalArgumentException(
                "function " + name + ": there is no such function; there is sales-ledger. Functions are declared in "
                        + Workloads.class.getName());
    }

    WorkflowTarget workflow(String name) {
        Workflow workflow = catalog.workflow(name).orElseThrow();
        if (name.equals("deal-approval")) {
            return dealApproval(workflow);
        }
        throw new IllegalArgumentException(
                "workflow " + name + ": nobody says what it may do; that is declared in " + Workloads.class.getName());
    }

    private WorkflowTarget dealApproval(Workflow workflow) {
        Construct unit = new Construct(this, "DealApproval");
        Table approvals = Tables.plain(unit, "Table", "deal-approvals", List.of("id"));
        return new WorkflowTarget(Workflows.of(
                unit,
                workflow,
                Map.of("ApprovalsTable", approvals.getTableName()),
                List.of(Statements.allow(approvals.getTableArn(), "dynamodb:PutItem"))));
    }

    private void processingWorker(Queue queue, Table table) {
        Function worker = Functions.of(
                this,
                "ProcessingWorker",
                new FunctionSpec(
                        "processing-worker",
                        "Does the jobs that rows of the table processing ask for.",
                        code,
                        "dev.sluice.transformers.processing.ProcessingWorker",
                        TIMEOUT_SECONDS,
                        Map.of("PROCESSING_TABLE", table.getTableName()),
                        List.of(
                                Statements.consume(queue.getQueueArn()),
                                Statements.allow(table.getTableArn(), "dynamodb:UpdateItem"))));
        Functions.consume(worker, queue, "Work", BATCH, WORKERS);
    }

    private FunctionTarget salesLedger() {
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
                        "dev.sluice.transformers.ledger.SalesLedger",
                        TIMEOUT_SECONDS,
                        Map.of("LEDGER_TABLE", ledger.getTableName()),
                        List.of(
                                Statements.allow(ledger.getTableArn(), "dynamodb:PutItem"),
                                Statements.allow(deadLetters.getQueueArn(), "sqs:SendMessage"))));
        Functions.deadLetters(function, deadLetters);
        return new FunctionTarget(function, deadLetters);
    }
}
