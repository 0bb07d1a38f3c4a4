package dev.sluice.cdk;

import dev.sluice.cdk.parts.Tables;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** The table of verdicts, dispatches and attempts, which are kept for thirty days. */
final class Journal {

    private Journal() {}

    static Table of(Construct scope, ResourceNames names) {
        return Tables.expiring(scope, "Journal", names.journal(), List.of("id", "entry"), "expiresAt");
    }
}
