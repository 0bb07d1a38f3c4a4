package dev.sluice.cdk;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnArchive;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The bus of admitted events, and their archive. */
final class Core extends Construct {

    private static final int KEPT_DAYS = 90;

    private final Bus bus;

    Core(Construct scope, ResourceNames names) {
        super(scope, "Core");
        this.bus = new Bus(this, "Bus", names.coreBus(), "Admitted events.");
        CfnArchive.Builder.create(this, "Archive")
                .archiveName(names.coreBus())
                .description("Every admitted event, to replay.")
                .sourceArn(bus.arn())
                .retentionDays(KEPT_DAYS)
                .build();
    }

    Bus bus() {
        return bus;
    }

    /** Denies every principal but one, including administrators, whatever their own policies allow. */
    void onlyFrom(IRole role) {
        bus.state(
                "OnlyFromTheGate",
                PolicyStatement.Builder.create()
                        .effect(Effect.DENY)
                        .principals(List.of(new AnyPrincipal()))
                        .actions(List.of("events:PutEvents"))
                        .resources(List.of(bus.arn()))
                        .conditions(Map.of("ArnNotEquals", Map.of("aws:PrincipalArn", role.getRoleArn())))
                        .build());
    }
}
