package dev.sluice.cdk;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Plain;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.CfnDelivery;
import software.amazon.awscdk.services.logs.CfnDeliveryDestination;
import software.amazon.awscdk.services.logs.CfnDeliverySource;
import software.amazon.awscdk.services.logs.CfnResourcePolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The path of each event through the buses, in one log group. A bus with logging enabled writes nothing until each level has its
 * own delivery.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html">Bus logs</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html">Logs
 *     sent to CloudWatch Logs</a>
 */
final class BusLogs extends Construct {

    private static final List<String> LEVELS = List.of("ERROR", "INFO", "TRACE");

    private final String level;
    private final String detail;
    private final LogGroup group;
    private final CfnResourcePolicy policy;
    private final CfnDeliveryDestination destination;
    private @Nullable CfnDelivery last;

    BusLogs(Construct scope, ResourceNames names) {
        super(scope, "BusLogs");
        Stack stack = Stack.of(this);
        String arn = arn(stack, names.busLogs());
        this.level = parameter(scope, "BusLogLevel", "INFO", List.of("OFF", "ERROR", "INFO", "TRACE"))
                .description("What the buses log of each event. Below INFO, explain and reconcile miss the buses.")
                .build()
                .getValueAsString();
        this.detail = parameter(scope, "BusLogDetail", "NONE", List.of("NONE", "FULL"))
                .description("Whether the logs of the buses hold what is in the events, too.")
                .build()
                .getValueAsString();
        this.group = LogGroup.Builder.create(this, "Log")
                .logGroupName(names.busLogs())
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        this.policy = CfnResourcePolicy.Builder.create(this, "Policy")
                .policyName(names.buses())
                .policyDocument(stack.toJsonString(document(stack, arn)))
                .build();
        this.destination = CfnDeliveryDestination.Builder.create(this, "Destination")
                .name(names.buses())
                .destinationResourceArn(arn)
                .outputFormat("json")
                .build();
        destination.getNode().addDependency(group);
    }

    /** Switches the log of a bus on. */
    void of(Bus bus) {
        bus.log(level, detail);
        for (String one : LEVELS) {
            String lower = one.toLowerCase(Locale.ROOT);
            String id = Names.pascal(bus.name()) + Names.pascal(lower);
            CfnDeliverySource source = CfnDeliverySource.Builder.create(this, id + "Source")
                    .name(bus.name() + "-" + lower)
                    .resourceArn(bus.arn())
                    .logType(one + "_LOGS")
                    .build();
            CfnDelivery delivery = CfnDelivery.Builder.create(this, id + "Delivery")
                    .deliverySourceName(source.getRef())
                    .deliveryDestinationArn(destination.getAttrArn())
                    .build();
            delivery.addResourceDependency(policy);
            // AWS refuses deliveries to one destination that are made at the same time.
            if (last != null) {
                delivery.addResourceDependency(last);
            }
            last = delivery;
        }
    }

    String group() {
        return group.getLogGroupName();
    }

    private static String arn(Stack stack, String group) {
        return "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":" + stack.getAccount() + ":log-group:"
                + group;
    }

    private static Object document(Stack stack, String arn) {
        String sources = "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":" + stack.getAccount() + ":*";
        return PolicyDocument.Builder.create()
                .statements(List.of(PolicyStatement.Builder.create()
                        .principals(List.of(new ServicePrincipal("delivery.logs.amazonaws.com")))
                        .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                        .resources(List.of(arn + ":log-stream:*"))
                        // sorted: the order ends up in the text of the policy, and a synthesis must not differ from the
                        // last
                        .conditions(new TreeMap<>(Map.of(
                                "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                                "ArnLike", Map.of("aws:SourceArn", sources))))
                        .build()))
                .build()
                .toJSON();
    }

    private static CfnParameter.Builder parameter(Construct scope, String name, String otherwise, List<String> values) {
        return CfnParameter.Builder.create(Plain.scope(scope, name), name)
                .type("String")
                .defaultValue(otherwise)
                .allowedValues(values);
    }
}
