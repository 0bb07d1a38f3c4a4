package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Roles;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.rules.catalog.Route;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;

/**
 * A workflow that rules start, one execution for each event.
 *
 * @param machine the state machine
 */
public record WorkflowTarget(CfnStateMachine machine) {

    Bus.Delivery delivery(Bus bus, Route route) {
        Construct unit = new Construct(machine, "Route" + Names.pascal(route.name()));
        Queue deadLetters = Queues.deadLetters(unit, "sluice-" + route.name());
        Role role = Roles.rule(
                unit,
                bus.ruleArn(route.name()),
                List.of(Statements.allow(machine.getAttrArn(), "states:StartExecution")));
        return new Bus.Delivery(
                Deliveries.target(machine.getAttrArn(), route, deadLetters)
                        .roleArn(role.getRoleArn())
                        .build(),
                deadLetters,
                List.of());
    }
}
