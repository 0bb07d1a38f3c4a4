package dev.sluice.cdk.api;

import dev.sluice.cdk.parts.Statements;
import dev.sluice.cdk.parts.Tables;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** What the control plane keeps beside the endpoints: tokens, event types, tasks and idempotency keys, and the key for secrets. */
public final class ControlStore extends Construct {

    private final SecretsKey key;
    private final Table table;

    public ControlStore(Construct scope, ResourceNames names) {
        super(scope, "Control");
        this.key = new SecretsKey(this, names.secretsKey());
        this.table = Tables.expiring(this, "Table", names.control(), List.of("pk", "sk"), "expiresAt");
    }

    public SecretsKey key() {
        return key;
    }

    /** What a function is told that reads or keeps secrets. */
    public Map<String, String> secretsKey() {
        return Map.of("SECRETS_KEY", key.arn());
    }

    /** What a function is told that uses the table. */
    public Map<String, String> controlTable() {
        return Map.of("CONTROL_TABLE", table.getTableName());
    }

    /** For the authorizer, which looks up one token at a time. */
    public PolicyStatement judging() {
        return Statements.allow(table.getTableArn(), "dynamodb:GetItem");
    }

    /** For whoever checks event types. */
    public PolicyStatement reading() {
        return Statements.allow(table.getTableArn(), "dynamodb:GetItem", "dynamodb:Query");
    }

    /** For the API. */
    public PolicyStatement managing() {
        return Statements.allow(
                table.getTableArn(),
                "dynamodb:BatchGetItem",
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem");
    }
}
