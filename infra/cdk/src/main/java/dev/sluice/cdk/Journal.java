package dev.sluice.cdk;

import dev.sluice.cdk.parts.Tables;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Where verdicts, dispatches and attempts are written down, for thirty days each, and messages for as long as their senders want. Its
 * indexes list a tenant's messages, an endpoint's attempts, and those of them that failed.
 */
final class Journal {

    private static final List<String> INDEXES = List.of("messages", "attempts", "failures");

    private Journal() {}

    /** For whoever lists messages and attempts. */
    static PolicyStatement queries(Table journal) {
        return PolicyStatement.Builder.create()
                .actions(List.of("dynamodb:Query"))
                .resources(INDEXES.stream()
                        .map(index -> journal.getTableArn() + "/index/" + index)
                        .toList())
                .build();
    }

    static Table of(Construct scope, ResourceNames names) {
        Table table = Tables.expiring(scope, "Journal", names.journal(), List.of("id", "entry"), "expiresAt");
        Tables.index(
                table,
                "messages",
                List.of("messagesOf", "messageAt"),
                List.of("type", "eventId", "channels", "tags", "expiresAt"));
        Tables.index(table, "attempts", List.of("attemptsOf", "attemptAt"), List.of("status"));
        Tables.index(table, "failures", List.of("failuresOf", "attemptAt"), List.of("status"));
        return table;
    }
}
