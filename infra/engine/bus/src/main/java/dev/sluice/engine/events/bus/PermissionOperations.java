package dev.sluice.engine.events.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Map;

/** PutPermission and RemovePermission: the statements of a bus's resource policy. */
public final class PermissionOperations {

    private static final TextConstraint ACTION = TextConstraint.matching(1, 64, "events:[a-zA-Z]+");
    private static final TextConstraint PRINCIPAL = TextConstraint.matching(1, 12, "(\\d{12}|\\*)");
    private static final TextConstraint SID = TextConstraint.matching(1, Limits.STATEMENT_ID, "[a-zA-Z0-9-_]+");
    private static final TextConstraint POLICY = TextConstraint.length(0, Integer.MAX_VALUE);
    private static final TextConstraint VALUE = TextConstraint.length(0, 256);

    /** All that a statement without a whole policy may allow. */
    private static final String PUT_EVENTS = "events:PutEvents";

    private final Buses buses;

    public PermissionOperations(Buses buses) {
        this.buses = buses;
    }

    public Map<String, Operation> operations() {
        return Map.of("PutPermission", this::put, "RemovePermission", this::remove);
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        BusKey key = buses.named(members, "EventBusName", request.caller());
        buses.allow(request.caller(), "PutPermission", key);
        synchronized (buses) {
            Bus bus = buses.require(key);
            String policy = members.has("Policy")
                    ? whole(members.text("Policy", POLICY).orElse(""))
                    : Json.text(replaced(bus, statement(members, bus)));
            if (policy.length() > Limits.BUS_POLICY) {
                throw AwsException.of("PolicyLengthExceededException", "The policy is longer than allowed.");
            }
            buses.put(bus.withPolicy(policy, buses.now()));
        }
        return Response.empty();
    }

    private Response remove(Request request) {
        Members members = new Members(request.input());
        BusKey key = buses.named(members, "EventBusName", request.caller());
        String sid = members.text("StatementId", SID).orElse("");
        members.check();
        buses.allow(request.caller(), "RemovePermission", key);
        synchronized (buses) {
            Bus bus = buses.require(key);
            if (members.node().path("RemoveAllPermissions").asBoolean()) {
                buses.put(bus.withPolicy("", buses.now()));
                return Response.empty();
            }
            ObjectNode policy = document(bus);
            if (!without(policy, sid)) {
                throw AwsException.of("ResourceNotFoundException", "Statement with the provided id does not exist.");
            }
            buses.put(bus.withPolicy(policy.path("Statement").isEmpty() ? "" : Json.text(policy), buses.now()));
        }
        return Response.empty();
    }

    private static String whole(String text) {
        try {
            JsonNode policy = Json.parse(text);
            if (policy.isObject() && policy.has("Statement")) {
                return Json.text(policy);
            }
        } catch (JsonProcessingException e) {
            throw AwsException.of("MalformedPolicyException", "This policy contains invalid Json");
        }
        throw AwsException.of("MalformedPolicyException", "The policy has no Statement.");
    }

    private static ObjectNode statement(Members members, Bus bus) {
        String sid = members.required("StatementId", SID);
        String action = members.required("Action", ACTION);
        String principal = members.required("Principal", PRINCIPAL);
        members.check();
        if (!action.equals(PUT_EVENTS)) {
            throw AwsException.validation("Provided value in parameter 'action' is not supported.");
        }
        ObjectNode statement = Json.object().put("Sid", sid).put("Effect", "Allow");
        if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        }
        statement.put("Action", action).put("Resource", bus.arn());
        members.structure("Condition").ifPresent(condition -> {
            String type = condition.required("Type", VALUE);
            String key = condition.required("Key", VALUE);
            String value = condition.required("Value", VALUE);
            condition.check();
            statement.putObject("Condition").putObject(type).put(key, value);
        });
        return statement;
    }

    private static ObjectNode replaced(Bus bus, ObjectNode statement) {
        ObjectNode policy = document(bus);
        without(policy, statement.path("Sid").asText());
        ((ArrayNode) policy.path("Statement")).add(statement);
        return policy;
    }

    private static boolean without(ObjectNode policy, String sid) {
        ArrayNode statements = (ArrayNode) policy.path("Statement");
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path("Sid").asText().equals(sid)) {
                statements.remove(i);
                return true;
            }
        }
        return false;
    }

    private static ObjectNode document(Bus bus) {
        if (!bus.policy().isEmpty() && Json.parseTrusted(bus.policy()) instanceof ObjectNode policy) {
            if (policy.get("Statement") instanceof ObjectNode only) {
                policy.putArray("Statement").add(only);
            }
            return policy;
        }
        ObjectNode policy = Json.object().put("Version", "2012-10-17");
        policy.putArray("Statement");
        return policy;
    }
}
