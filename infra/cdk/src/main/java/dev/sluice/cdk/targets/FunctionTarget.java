package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.rules.catalog.model.Route;
import java.util.List;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A function that rules invoke.
 *
 * @param scope what the permission of a route is made in
 */
record FunctionTarget(Construct scope, IFunction function) {

    Bus.Delivery delivery(Bus bus, Route route, IQueue deadLetters) {
        CfnPermission permission = CfnPermission.Builder.create(scope, "From" + Names.pascal(route.name()))
                .action("lambda:InvokeFunction")
                .functionName(function.getFunctionName())
                .principal("events.amazonaws.com")
                .sourceArn(bus.ruleArn(route.name()))
                .build();
        return new Bus.Delivery(
                Deliveries.target(function.getFunctionArn(), route, deadLetters).build(),
                deadLetters,
                List.of(permission));
    }
}
