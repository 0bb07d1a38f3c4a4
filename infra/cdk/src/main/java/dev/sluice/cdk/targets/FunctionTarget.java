package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.rules.catalog.Route;
import java.util.List;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * A function that rules invoke. What EventBridge could not hand over and what the function failed on are in one queue of dead
 * letters.
 *
 * @param function the function
 * @param deadLetters its dead letters
 */
public record FunctionTarget(Function function, Queue deadLetters) {

    Bus.Delivery delivery(Bus bus, Route route) {
        CfnPermission permission = CfnPermission.Builder.create(function, "From" + Names.pascal(route.name()))
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
