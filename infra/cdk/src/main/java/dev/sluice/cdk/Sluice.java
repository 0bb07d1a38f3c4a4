package dev.sluice.cdk;

import dev.sluice.cdk.api.ControlStore;
import dev.sluice.cdk.function.FunctionCode;
import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Plain;
import dev.sluice.cdk.targets.RouteTargets;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.names.ResourceNames;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.IEventBus;
import software.constructs.Construct;

/**
 * All of Sluice, built from a catalog folder and the workloads that an app passes in: buses, admission control, a pipe for each
 * table, a rule for each route, registered webhooks. It names no account and no Region, so it deploys to any.
 *
 * <p>A construct with the id {@code Default} adds nothing to the logical ids of what is in it.
 */
public final class Sluice extends Construct {

    private final ResourceNames names;
    private final Catalog catalog;
    private final TableSources tables;
    private final IEventBus ingressBus;
    private final IEventBus coreBus;

    /**
     * Creates everything.
     *
     * @throws dev.sluice.rules.catalog.read.CatalogException with every problem of the catalog, including routes to workloads
     *     missing from {@code props}; {@link SluiceApp} prints them
     */
    public Sluice(Construct scope, String id, SluiceProps props) {
        super(scope, id);
        this.names = props.names();
        this.catalog = Catalog.load(props.catalog(), props.workloads().names(names));
        Settings settings = Settings.of(this);
        try (FunctionCode.Folder code = FunctionCode.product(props.functions(), props.catalog())) {
            Path folder = code.path();
            Table journal = Journal.of(this, names);
            Core core = new Core(this, names);
            AdmissionControl admission = new AdmissionControl(this, names, folder, journal, core.bus());
            core.onlyFrom(admission.role());
            Ingress ingress = new Ingress(this, names, catalog.partners());
            ingress.sendTo(admission.entrance());
            this.tables = new TableSources(this, names, catalog.tables(), folder, ingress.bus());
            Optional<ControlStore> control =
                    props.api() ? Optional.of(new ControlStore(this, names)) : Optional.empty();
            Webhooks webhooks = new Webhooks(this, names, folder, settings, journal, control);
            control.map(store -> new Api(this, names, folder, settings, store, webhooks, journal, ingress.bus()))
                    .ifPresent(api -> {
                        output("ApiUrl", api.url(), "The control-plane API.");
                        output(
                                "ApiFunctionName",
                                api.function().getFunctionName(),
                                "Answers the API; whoever may invoke it makes the first token.");
                    });
            control.ifPresent(
                    store -> output("SecretsKeyArn", store.key().arn(), "Encrypts the secrets of endpoints."));
            RouteTargets targets = new RouteTargets(this, names, catalog, props.workloads(), webhooks.target());
            catalog.routes().forEach(route -> targets.route(core.bus(), route));
            this.ingressBus = imported("IngressBus", ingress.bus());
            this.coreBus = imported("CoreBus", core.bus());
            BusLogs logs = new BusLogs(this, names);
            logs.of(ingress.bus());
            logs.of(core.bus());
            output("IngressBusArn", ingress.bus().arn(), "Partners publish here.");
            output("CoreBusArn", core.bus().arn(), "Admitted events; add your own rules here.");
            output(
                    "QuarantineQueueUrl",
                    admission.quarantine().getQueueUrl(),
                    "Rejected events, each with its reason.");
            output(
                    "DeadLettersQueueUrl",
                    webhooks.deadLetters().getQueueUrl(),
                    "Webhooks that were abandoned, each with its reason.");
            output("JournalTableName", journal.getTableName(), "Verdicts, dispatches and attempts.");
            output("EndpointsTableName", webhooks.endpoints().getTableName(), "Registered endpoints.");
            output("BusLogGroupName", logs.group(), "The path of each event through the buses.");
            output(
                    "WebhooksQueueArn",
                    webhooks.target().queue().getQueueArn(),
                    "The queue that webhook routes send to.");
            output(
                    "EndpointsFunctionName",
                    webhooks.registryFunction().getFunctionName(),
                    "Registers, lists and removes endpoints.");
        }
    }

    /** The physical names of the parts. */
    public ResourceNames names() {
        return names;
    }

    /** The catalog it was built from. */
    public Catalog catalog() {
        return catalog;
    }

    /** Where tables' changes and partners' events arrive. */
    public IEventBus ingressBus() {
        return ingressBus;
    }

    /** The bus of admitted events, for the app's own rules. Only admission control may put events on it. */
    public IEventBus coreBus() {
        return coreBus;
    }

    /** The table of a source of the catalog, by the table's name. */
    public Optional<Table> table(String name) {
        return tables.table(name);
    }

    private IEventBus imported(String id, Bus bus) {
        return EventBus.fromEventBusArn(this, id, bus.arn());
    }

    private void output(String name, String value, String description) {
        CfnOutput.Builder.create(Plain.scope(this, name), name)
                .value(value)
                .description(description)
                .build();
    }
}
