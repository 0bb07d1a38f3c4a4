package dev.sluice.cdk.flow;

import dev.sluice.cdk.parts.Alarms;
import dev.sluice.cdk.targets.RouteTargets;
import dev.sluice.rules.catalog.Catalog;
import java.nio.file.Path;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** The whole of Sluice as one stack, out of the catalog. It names no account and no region: it deploys to any. */
public final class SluiceStack extends Stack {

    private static final String NAME = "sluice";

    public SluiceStack(Construct scope, Catalog catalog, Path code) {
        super(
                scope,
                NAME,
                StackProps.builder()
                        .stackName(NAME)
                        .description("Sluice: rows and partners' events in, signed webhooks and routed events out.")
                        .analyticsReporting(false)
                        .synthesizer(DefaultStackSynthesizer.Builder.create()
                                .generateBootstrapVersionRule(false)
                                .build())
                        .build());
        Alarms.declare(this);
        Settings settings = Settings.of(this);
        Table journal = Journal.of(this);
        Core core = new Core(this);
        Gate gate = new Gate(this, code, journal, core.bus());
        core.onlyFrom(gate.role());
        Ingress ingress = new Ingress(this, catalog.partners());
        ingress.sendTo(gate.entrance());
        TableSources tables = new TableSources(this, catalog.tables(), code, ingress.bus());
        Webhooks webhooks = new Webhooks(this, code, settings, journal);
        Workloads workloads = new Workloads(this, catalog, code, tables);
        RouteTargets targets = new RouteTargets(
                this, catalog, workloads::queue, workloads::function, workloads::workflow, webhooks.target());
        catalog.routes().forEach(route -> targets.route(core.bus(), route));
        BusLogs logs = new BusLogs(this);
        logs.of(ingress.bus());
        logs.of(core.bus());
        output("IngressBusArn", ingress.bus().arn(), "Partners publish here.");
        output("CoreBusArn", core.bus().arn(), "Admitted events; rules of your own may listen here.");
        output("QuarantineQueueUrl", gate.quarantine().getQueueUrl(), "Rejected events, each with its reason.");
        output("DeadLettersQueueUrl", webhooks.deadLetters().getQueueUrl(), "Webhooks that were given up.");
        output("JournalTableName", journal.getTableName(), "Verdicts, dispatches and attempts.");
        output("EndpointsTableName", webhooks.endpoints().getTableName(), "Registered endpoints.");
        output("BusLogGroupName", logs.group(), "The path of each event through the buses.");
        output("WebhooksQueueArn", webhooks.target().queue().getQueueArn(), "Routes that send here send webhooks.");
        output(
                "EndpointsFunctionName",
                webhooks.registryFunction().getFunctionName(),
                "Registers, lists and removes endpoints.");
    }

    private void output(String name, String value, String description) {
        CfnOutput.Builder.create(this, name)
                .value(value)
                .description(description)
                .build();
    }
}
