package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.events.bus.Tags;
import dev.sluice.engine.events.schedule.Schedule;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.Page;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PutRule and its kin. */
public final class RuleOperations {

    static final TextConstraint NAME = TextConstraint.matching(1, Limits.NAME, "[\\.\\-_A-Za-z0-9]+");
    private static final TextConstraint PATTERN = TextConstraint.length(0, Limits.PATTERN_MODEL);
    private static final TextConstraint SCHEDULE = TextConstraint.length(0, 256);
    private static final TextConstraint STATE =
            TextConstraint.oneOf("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, Limits.DESCRIPTION);
    private static final TextConstraint ROLE = TextConstraint.length(1, Limits.ARN);
    private static final TextConstraint PREFIX = TextConstraint.matching(1, Limits.NAME, "[\\.\\-_A-Za-z0-9]+");

    private final Buses buses;
    private final Rules rules;
    private final Tags tags;

    public RuleOperations(Buses buses, Rules rules, Tags tags) {
        this.buses = buses;
        this.rules = rules;
        this.tags = tags;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PutRule", this::put,
                "DescribeRule", this::describe,
                "ListRules", this::list,
                "DeleteRule", this::delete,
                "EnableRule", request -> state(request, "EnableRule", "ENABLED"),
                "DisableRule", request -> state(request, "DisableRule", Rule.DISABLED));
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        String pattern = members.text("EventPattern", PATTERN).orElse("");
        String schedule = members.text("ScheduleExpression", SCHEDULE).orElse("");
        String state = members.text("State", STATE).orElse("ENABLED");
        String description = members.text("Description", DESCRIPTION).orElse("");
        String role = members.text("RoleArn", ROLE).orElse("");
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "PutRule", Rule.arn(bus, name), RuleContext.of(pattern));
        rules.allowPass(request.caller(), role);
        checkSchedule(schedule, bus);
        if (pattern.isEmpty() && schedule.isEmpty()) {
            throw AwsException.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (!pattern.isEmpty()) {
            PatternChecks.check(pattern);
        }
        synchronized (rules) {
            buses.require(bus);
            rules.refuseManaged(bus, name);
            List<Rule> others = rules.of(bus).stream()
                    .filter(rule -> !rule.name().equals(name))
                    .toList();
            PatternChecks.checkQuota(pattern, others);
            Optional<Rule> old = rules.find(bus, name);
            // "If you are updating an existing rule, any tags you specify are ignored."
            if (old.isEmpty()) {
                tags.add(Rule.arn(bus, name), request.input().path("Tags"));
            }
            List<ObjectNode> targets = old.map(Rule::targets).orElse(List.of());
            rules.put(new Rule(bus, name, pattern, schedule, "", state, description, role, targets));
        }
        return Response.of(Json.object().put("RuleArn", Rule.arn(bus, name)));
    }

    private static void checkSchedule(String schedule, BusKey bus) {
        if (schedule.isEmpty()) {
            return;
        }
        if (!bus.isDefault()) {
            throw AwsException.validation("ScheduleExpression is supported only on the default event bus.");
        }
        if (Schedule.parse(schedule).isEmpty()) {
            throw AwsException.validation("Parameter ScheduleExpression is not valid.");
        }
    }

    private Response describe(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "DescribeRule", Rule.arn(bus, name));
        buses.require(bus);
        return Response.of(view(rules.require(bus, name)).put("CreatedBy", bus.account()));
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        String prefix = members.text("NamePrefix", PREFIX).orElse("");
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "ListRules", Rule.arn(bus, "*"));
        buses.require(bus);
        List<Rule> found = rules.shown(bus).stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .toList();
        return Response.of(Page.of(members, "Rules", found, Rule::name, RuleOperations::view));
    }

    private Response delete(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "DeleteRule", Rule.arn(bus, name));
        synchronized (rules) {
            buses.require(bus);
            rules.refuseManaged(bus, name);
            rules.find(bus, name).ifPresent(rule -> {
                if (!rule.targets().isEmpty()) {
                    throw AwsException.validation("Rule can't be deleted since it has targets.");
                }
                rules.remove(bus, name);
                tags.forget(rule.arn());
            });
        }
        return Response.empty();
    }

    private Response state(Request request, String action, String state) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), action, Rule.arn(bus, name));
        synchronized (rules) {
            buses.require(bus);
            rules.refuseManaged(bus, name);
            rules.put(rules.require(bus, name).withState(state));
        }
        return Response.empty();
    }

    private BusKey bus(Members members, Caller caller) {
        return buses.named(members, "EventBusName", caller);
    }

    private static ObjectNode view(Rule rule) {
        ObjectNode view = Json.object().put("Name", rule.name()).put("Arn", rule.arn());
        text(view, "EventPattern", rule.pattern());
        view.put("State", rule.state()).put("EventBusName", rule.bus().name());
        text(view, "ScheduleExpression", rule.schedule());
        text(view, "Description", rule.description());
        text(view, "RoleArn", rule.role());
        text(view, "ManagedBy", rule.managedBy());
        return view;
    }

    private static void text(ObjectNode view, String member, String value) {
        if (!value.isEmpty()) {
            view.put(member, value);
        }
    }
}
