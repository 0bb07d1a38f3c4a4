package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Roles;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/**
 * A state machine that rules start, one execution for each event.
 *
 * @param scope what the role and the dead letters of a route are made in
 */
record WorkflowTarget(Construct scope, IStateMachine machine) {

    Bus.Delivery delivery(Bus bus, Route route, ResourceNames names) {
        Construct unit = new Construct(scope, "Route" + Names.pascal(route.name()));
        Queue deadLetters = Queues.deadLetters(unit, names.route(route.name()));
        Role role = Roles.rule(
                unit,
                bus.ruleArn(route.name()),
                List.of(Statements.allow(machine.getStateMachineArn(), "states:StartExecution")));
        return new Bus.Delivery(
                Deliveries.target(machine.getStateMachineArn(), route, deadLetters)
                        .roleArn(role.getRoleArn())
                        .build(),
                deadLetters,
                List.of());
    }
}
