package dev.sluice.cdk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.targets.QueueTarget;
import dev.sluice.rules.catalog.model.PartnerSource;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The bus that partners may publish to, each only as itself, and the one rule that matches everything. */
final class Ingress extends Construct {

    private static final String RULE = "everything";

    private final Bus bus;

    Ingress(Construct scope, ResourceNames names, List<PartnerSource> partners) {
        super(scope, "Ingress");
        this.bus = new Bus(this, "Bus", names.ingressBus(), "Where tables' changes and partners' events arrive.");
        partners.forEach(this::admit);
    }

    Bus bus() {
        return bus;
    }

    /** Sends everything to admission control's queue. */
    void sendTo(QueueTarget queue) {
        bus.rule(RULE, "Every event waits for admission control.", everything(), queue.delivery(bus, RULE));
    }

    private static ObjectNode everything() {
        ObjectNode pattern = JsonNodeFactory.instance.objectNode();
        pattern.putArray("source").addObject().put("exists", true);
        return pattern;
    }

    private void admit(PartnerSource partner) {
        bus.state(
                "Partner" + Names.pascal(partner.source()),
                PolicyStatement.Builder.create()
                        .principals(List.of(
                                new ArnPrincipal("arn:" + Aws.PARTITION + ":iam::" + partner.account() + ":root")))
                        .actions(List.of("events:PutEvents"))
                        .resources(List.of(bus.arn()))
                        .conditions(Map.of("StringEquals", Map.of("events:source", partner.source())))
                        .build());
    }
}
