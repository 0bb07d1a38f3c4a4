package dev.sluice.cdk.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.events.CfnEventBus;
import software.amazon.awscdk.services.events.CfnEventBusPolicy;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * An event bus and its rules.
 *
 * <p>A pattern goes into the template as it is: typed patterns know neither {@code $or} nor every operator.
 */
public final class Bus extends Construct {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final CfnEventBus bus;

    public Bus(Construct scope, String id, String name, String description) {
        super(scope, id);
        this.name = name;
        this.bus = CfnEventBus.Builder.create(this, "Bus")
                .name(name)
                .description(description)
                .build();
    }

    /** The name as a reference to the resource. */
    public String reference() {
        return bus.getRef();
    }

    public String arn() {
        return bus.getAttrArn();
    }

    public String name() {
        return name;
    }

    /**
     * What the bus logs of each event, for deliveries to carry away.
     *
     * @param level {@code OFF}, {@code ERROR}, {@code INFO} or {@code TRACE}
     * @param detail whether with the event's own data: {@code NONE} or {@code FULL}
     */
    public void log(String level, String detail) {
        bus.setLogConfig(CfnEventBus.LogConfigProperty.builder()
                .level(level)
                .includeDetail(detail)
                .build());
    }

    /** The ARN that a rule of this bus has or will have. */
    public String ruleArn(String rule) {
        return Arns.rule(name, rule);
    }

    /** Adds a statement to the bus's policy. */
    public void state(String sid, PolicyStatement statement) {
        CfnEventBusPolicy.Builder.create(this, sid)
                .eventBusName(bus.getRef())
                .statementId(sid)
                .statement(statement.toStatementJson())
                .build();
    }

    /** Adds a rule with one target. The rule is made after what its target needs, so that no event finds the door shut. */
    public void rule(String rule, String description, JsonNode pattern, Delivery delivery) {
        Construct unit = new Construct(this, "Rule" + Names.pascal(rule));
        delivery.deadLetters()
                .addToResourcePolicy(Statements.sendInTheNameOf(
                        ruleArn(rule), delivery.deadLetters().getQueueArn()));
        CfnRule made = CfnRule.Builder.create(unit, "Rule")
                .name(rule)
                .description(description)
                .eventBusName(bus.getRef())
                .eventPattern(JSON.convertValue(pattern, Map.class))
                .targets(List.of(delivery.target()))
                .build();
        Queues.policy(delivery.deadLetters()).ifPresent(made::addResourceDependency);
        delivery.needs().forEach(made::addResourceDependency);
        Alarms.failedInvocation(unit, name, rule);
    }

    /**
     * How a rule delivers.
     *
     * @param target the target with its retry policy and dead letters
     * @param deadLetters the queue that the target names as its dead letters
     * @param needs what must exist before the rule, such as a permission
     */
    public record Delivery(CfnRule.TargetProperty target, IQueue deadLetters, List<? extends CfnResource> needs) {}
}
