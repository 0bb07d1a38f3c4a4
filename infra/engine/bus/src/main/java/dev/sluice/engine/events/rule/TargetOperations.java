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
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.Page;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PutTargets and its kin. */
public final class TargetOperations {

    private static final TextConstraint ARN = TextConstraint.length(1, Limits.ARN);

    private final Buses buses;
    private final Rules rules;

    public TargetOperations(Buses buses, Rules rules) {
        this.buses = buses;
        this.rules = rules;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PutTargets", this::put,
                "RemoveTargets", this::remove,
                "ListTargetsByRule", this::list,
                "ListRuleNamesByTarget", this::names);
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Rule", RuleOperations.NAME);
        List<ObjectNode> added = TargetChecks.read(members);
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "PutTargets", Rule.arn(bus, name), RuleContext.of(added));
        members.check();
        added.forEach(target ->
                rules.allowPass(request.caller(), target.path("RoleArn").asText()));
        synchronized (rules) {
            buses.require(bus);
            rules.refuseManaged(bus, name);
            Rule rule = rules.require(bus, name);
            TargetChecks.check(added, bus);
            Map<String, ObjectNode> targets = byId(rule.targets());
            added.forEach(target -> targets.put(target.path("Id").asText(), target));
            if (targets.size() > Limits.TARGETS_PER_RULE) {
                throw AwsException.of(
                        "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
            }
            rules.put(rule.withTargets(List.copyOf(targets.values())));
        }
        return Response.of(noFailures());
    }

    private Response remove(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Rule", RuleOperations.NAME);
        if (!members.has("Ids")) {
            members.missing("Ids");
        } else if (members.node().path("Ids").isEmpty()) {
            members.violate("[]", "Ids", "Member must have length greater than or equal to 1");
        }
        List<String> ids = members.texts("Ids", RuleOperations.NAME);
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "RemoveTargets", Rule.arn(bus, name));
        synchronized (rules) {
            buses.require(bus);
            rules.refuseManaged(bus, name);
            Rule rule = rules.require(bus, name);
            Map<String, ObjectNode> targets = byId(rule.targets());
            targets.keySet().removeAll(ids);
            rules.put(rule.withTargets(List.copyOf(targets.values())));
        }
        return Response.of(noFailures());
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Rule", RuleOperations.NAME);
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "ListTargetsByRule", Rule.arn(bus, name));
        buses.require(bus);
        List<ObjectNode> targets = rules.require(bus, name).targets();
        return Response.of(
                Page.of(members, "Targets", targets, target -> target.path("Id").asText(), target -> target));
    }

    private Response names(Request request) {
        Members members = new Members(request.input());
        String arn = members.required("TargetArn", ARN);
        BusKey bus = bus(members, request.caller());
        rules.allow(request.caller(), "ListRuleNamesByTarget", Rule.arn(bus, "*"));
        buses.require(bus);
        List<String> found = rules.of(bus).stream()
                .filter(rule -> rule.targets().stream()
                        .anyMatch(target -> target.path("Arn").asText().equals(arn)))
                .map(Rule::name)
                .toList();
        return Response.of(
                Page.of(members, "RuleNames", found, n -> n, n -> Json.object().textNode(n)));
    }

    private BusKey bus(Members members, Caller caller) {
        return buses.named(members, "EventBusName", caller);
    }

    private static Map<String, ObjectNode> byId(List<ObjectNode> targets) {
        Map<String, ObjectNode> sorted = new TreeMap<>();
        targets.forEach(target -> sorted.put(target.path("Id").asText(), target));
        return sorted;
    }

    private static ObjectNode noFailures() {
        ObjectNode answer = Json.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }
}
