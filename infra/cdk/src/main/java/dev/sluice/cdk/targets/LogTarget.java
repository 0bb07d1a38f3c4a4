package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.CfnResourcePolicy;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A log group that rules write to. It may have no role: the log group's own policy lets EventBridge in.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">Resource-based policies</a>
 */
final class LogTarget extends Construct {

    private static final String FOLDER = "/aws/events/";

    private final ResourceNames names;
    private final ILogGroup group;
    private final String arn;

    private LogTarget(Construct scope, ResourceNames names, String name, @Nullable ILogGroup given) {
        super(scope, Names.pascal(name));
        this.names = names;
        this.group = given == null ? made(FOLDER + name) : given;
        Stack stack = Stack.of(this);
        this.arn = "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":" + stack.getAccount()
                + ":log-group:" + (given == null ? FOLDER + name : given.getLogGroupName());
    }

    /** A log group below {@code /aws/events/}, made here. */
    static LogTarget made(Construct scope, ResourceNames names, String name) {
        return new LogTarget(scope, names, name, null);
    }

    /** A log group that the app passes in. */
    static LogTarget of(Construct scope, ResourceNames names, String name, ILogGroup group) {
        return new LogTarget(scope, names, name, group);
    }

    private LogGroup made(String name) {
        return LogGroup.Builder.create(this, "Log")
                .logGroupName(name)
                .retention(RetentionDays.ONE_YEAR)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    Bus.Delivery delivery(Bus bus, Route route) {
        Construct unit = new Construct(this, Names.pascal(route.name()));
        Queue deadLetters = Queues.deadLetters(unit, names.route(route.name()));
        CfnResourcePolicy policy = CfnResourcePolicy.Builder.create(unit, "Policy")
                .policyName(names.route(route.name()))
                .policyDocument(Stack.of(this).toJsonString(document(bus.ruleArn(route.name()))))
                .build();
        policy.getNode().addDependency(group);
        return new Bus.Delivery(Deliveries.target(arn, route, deadLetters).build(), deadLetters, List.of(policy));
    }

    private Object document(String rule) {
        return PolicyDocument.Builder.create()
                .statements(List.of(
                        statement("logs:CreateLogStream", Map.of()),
                        statement("logs:PutLogEvents", Map.of("ArnEquals", Map.of("aws:SourceArn", rule)))))
                .build()
                .toJSON();
    }

    private PolicyStatement statement(String action, Map<String, Map<String, String>> conditions) {
        return PolicyStatement.Builder.create()
                .principals(List.of(
                        new ServicePrincipal("events.amazonaws.com"),
                        new ServicePrincipal("delivery.logs.amazonaws.com")))
                .actions(List.of(action))
                .resources(List.of(arn + ":*"))
                .conditions(conditions)
                .build();
    }
}
