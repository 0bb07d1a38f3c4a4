package dev.sluice.cdk.targets;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cdk.parts.Alarms;
import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Any target of {@code aws-events-targets}. CDK makes the rule, because a target of its own kind may ask for roles, permissions and
 * parameters; the pattern, the retries and the dead letters are the route's.
 */
record ConstructTarget(Construct scope, IRuleTarget target) {

    private static final ObjectMapper JSON = new ObjectMapper();

    void rule(Bus bus, Route route, ResourceNames names) {
        Construct unit = new Construct(scope, "Route" + Names.pascal(route.name()));
        Queue deadLetters = Queues.deadLetters(unit, names.route(route.name()));
        deadLetters.addToResourcePolicy(
                Statements.sendInTheNameOf(bus.ruleArn(route.name()), deadLetters.getQueueArn()));
        Rule rule = Rule.Builder.create(unit, "Rule")
                .ruleName(route.name())
                .description(route.description())
                .eventBus(EventBus.fromEventBusName(unit, "Bus", bus.reference()))
                // Typed patterns know neither `$or` nor every operator; the real one replaces this below.
                .eventPattern(EventPattern.builder().source(List.of("replaced")).build())
                .targets(List.of(target))
                .build();
        if (rule.getNode().getDefaultChild() instanceof CfnRule made) {
            made.addPropertyOverride("EventPattern", JSON.convertValue(route.pattern(), Map.class));
            made.addPropertyOverride(
                    "Targets.0.RetryPolicy",
                    Map.of(
                            "MaximumRetryAttempts", route.retry().attempts(),
                            "MaximumEventAgeInSeconds", route.retry().ageSeconds()));
            made.addPropertyOverride("Targets.0.DeadLetterConfig", Map.of("Arn", deadLetters.getQueueArn()));
            route.inputPath().ifPresent(path -> made.addPropertyOverride("Targets.0.InputPath", path));
            Queues.policy(deadLetters).ifPresent(made::addResourceDependency);
        }
        Alarms.failedInvocation(unit, bus.name(), route.name());
    }
}
