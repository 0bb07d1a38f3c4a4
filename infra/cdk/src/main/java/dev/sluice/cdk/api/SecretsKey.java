package dev.sluice.cdk.api;

import dev.sluice.cdk.parts.Statements;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.constructs.Construct;

/** The KMS key under which signing secrets are encrypted. It gets new material each year, and outlives the stack. */
public final class SecretsKey extends Construct {

    private final Key key;

    /** @param alias with its prefix {@code alias/} */
    public SecretsKey(Construct scope, String alias) {
        super(scope, "SecretsKey");
        this.key = Key.Builder.create(this, "Key")
                .description("Encrypts the signing secrets of endpoints.")
                .keyUsage(KeyUsage.ENCRYPT_DECRYPT)
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Alias.Builder.create(this, "Alias").aliasName(alias).targetKey(key).build();
    }

    public String arn() {
        return key.getKeyArn();
    }

    /** For whoever keeps new secrets: a data key for each. */
    public PolicyStatement encrypting() {
        return Statements.allow(arn(), "kms:GenerateDataKey");
    }

    /** For whoever reads secrets. */
    public PolicyStatement decrypting() {
        return Statements.allow(arn(), "kms:Decrypt");
    }
}
