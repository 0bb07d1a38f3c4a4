package dev.sluice.cdk;

import dev.sluice.cdk.parts.Tables;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** Where verdicts, dispatches and attempts are written down, for thirty days each. */
final class Journal {

    private Journal() {}

    static Table of(Construct scope, ResourceNames names) {
        return Tables.expiring(scope, "Journal", names.journal(), List.of("id", "entry"), "expiresAt");
    }
}
