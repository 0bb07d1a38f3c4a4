package dev.sluice.examples.commerce.app;

import dev.sluice.cdk.Sluice;
import dev.sluice.cdk.SluiceApp;
import dev.sluice.cdk.SluiceProps;
import dev.sluice.cdk.function.FunctionCode;
import dev.sluice.rules.catalog.Catalog;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** A shop: its orders, jobs that take a while, and a partner's customer relations. */
public final class CommerceStack extends Stack {

    private static final String NAME = "sluice";

    /** @param functions the jar of the shop's own functions; Sluice brings its own */
    public CommerceStack(Construct scope, Path catalog, Path functions) {
        this(scope, catalog, functions, Optional.empty());
    }

    /** @param product stands in for Sluice's functions in tests, which run before these are packaged */
    CommerceStack(Construct scope, Path catalog, Path functions, Optional<Path> product) {
        super(
                scope,
                NAME,
                SluiceApp.stack(NAME, "Sluice: rows and partners' events in, signed webhooks and routed events out."));
        SluiceProps.Builder props = SluiceProps.catalog(catalog).api();
        product.ifPresent(props::functions);
        try (FunctionCode.Folder code = FunctionCode.of(functions)) {
            ShopWorkloads workloads = new ShopWorkloads(this, code.path());
            workloads
                    .dealApproval(Catalog.load(catalog).workflow("deal-approval"))
                    .ifPresent(machine -> props.stateMachine("deal-approval", machine));
            ShopWorkloads.WithDeadLetters ledger = workloads.salesLedger();
            Sluice sluice = new Sluice(
                    this,
                    "Default",
                    props.function("sales-ledger", ledger.function(), ledger.deadLetters())
                            .queue("processing-work", workloads.work(), workloads.workDeadLetters())
                            .build());
            sluice.table("processing").ifPresent(workloads::processingWorker);
        }
    }
}
