package dev.sluice.cdk.parts;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** Statements of policies, written out: exactly these actions on exactly these resources. */
public final class Statements {

    private Statements() {}

    public static PolicyStatement allow(String resource, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(resource))
                .build();
    }

    /** Lets EventBridge send to a queue, in the name of one rule only. */
    public static PolicyStatement sendInTheNameOf(String ruleArn, String queueArn) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queueArn))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", ruleArn)))
                .build();
    }

    /** What a pipe or an event source mapping needs to take messages from a queue. */
    public static PolicyStatement consume(String queueArn) {
        return allow(queueArn, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    }
}
