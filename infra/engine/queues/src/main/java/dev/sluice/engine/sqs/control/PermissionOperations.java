package dev.sluice.engine.sqs.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queue;
import dev.sluice.engine.sqs.queue.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** AddPermission and RemovePermission: statements of a queue's policy, by their label. */
public final class PermissionOperations {

    private static final String POLICY = "Policy";
    private static final Set<String> ACTIONS = Set.of(
            "*",
            "SendMessage",
            "ReceiveMessage",
            "DeleteMessage",
            "ChangeMessageVisibility",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "PurgeQueue");

    private final Queues queues;

    public PermissionOperations(Queues queues) {
        this.queues = queues;
    }

    public Map<String, Operation> operations() {
        return Map.of("AddPermission", this::add, "RemovePermission", this::remove);
    }

    private Response add(Request request) {
        OpenQueue queue = queues.require(request, "AddPermission");
        String label = Inputs.required(request.input(), "Label");
        List<String> accounts = Inputs.texts(request.input(), "AWSAccountIds");
        List<String> actions = Inputs.texts(request.input(), "Actions");
        if (!label.matches("[A-Za-z0-9_-]{1,80}")) {
            throw Errors.invalid("Label", label, "Must be alphanumeric, hyphens or underscores, 1 to 80 in length.");
        }
        if (accounts.isEmpty()) {
            throw Errors.missing("AWSAccountIds");
        }
        if (actions.isEmpty()) {
            throw Errors.missing("Actions");
        }
        if (actions.size() > Limits.POLICY_ACTIONS) {
            throw over(actions.size() + " Actions were found, maximum allowed is " + Limits.POLICY_ACTIONS + ".");
        }
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw Errors.invalid(
                        "ActionName",
                        "SQS:" + action,
                        "Please refer to the appropriate WSDL for a list of valid actions. ");
            }
        }
        queues.change(queue, old -> with(old, added(old, label, statement(old.arn(), label, accounts, actions))));
        return Response.empty();
    }

    private static ObjectNode statement(String arn, String label, List<String> accounts, List<String> actions) {
        List<String> principals = new ArrayList<>();
        accounts.forEach(account -> principals.add("arn:aws:iam::" + account + ":root"));
        ObjectNode statement = Json.object().put("Sid", label).put("Effect", "Allow");
        statement.putObject("Principal").set("AWS", oneOrMore(principals));
        statement.set("Action", oneOrMore(actions.stream().map("SQS:"::concat).toList()));
        return statement.put("Resource", arn);
    }

    private static JsonNode oneOrMore(List<String> texts) {
        if (texts.size() == 1) {
            return Json.array().textNode(texts.get(0));
        }
        ArrayNode list = Json.array();
        texts.forEach(list::add);
        return list;
    }

    private static ObjectNode added(Queue queue, String label, ObjectNode statement) {
        ObjectNode policy = policy(queue);
        ArrayNode statements = (ArrayNode) policy.path("Statement");
        for (JsonNode old : statements) {
            if (old.path("Sid").asText().equals(label)) {
                throw Errors.invalid("Label", label, "Already exists.");
            }
        }
        if (statements.size() >= Limits.POLICY_STATEMENTS) {
            throw over(statements.size() + 1 + " Statements were found, maximum allowed is " + Limits.POLICY_STATEMENTS
                    + ".");
        }
        statements.add(statement);
        return policy;
    }

    private Response remove(Request request) {
        OpenQueue queue = queues.require(request, "RemovePermission");
        String label = Inputs.required(request.input(), "Label");
        queues.change(queue, old -> with(old, removed(old, label)));
        return Response.empty();
    }

    private static ObjectNode removed(Queue queue, String label) {
        ObjectNode policy = policy(queue);
        ArrayNode statements = (ArrayNode) policy.path("Statement");
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path("Sid").asText().equals(label)) {
                statements.remove(i);
                return policy;
            }
        }
        throw Errors.invalid("Label", label, "can't find label.");
    }

    private Queue with(Queue queue, ObjectNode policy) {
        Map<String, String> attributes = new TreeMap<>(queue.attributes());
        if (policy.path("Statement").isEmpty()) {
            attributes.remove(POLICY);
        } else {
            attributes.put(POLICY, Json.text(policy));
        }
        return queue.withAttributes(attributes, queues.now());
    }

    private static ObjectNode policy(Queue queue) {
        String text = queue.attributes().getOrDefault(POLICY, "");
        if (!text.isEmpty() && Json.parseTrusted(text) instanceof ObjectNode policy) {
            if (policy.get("Statement") instanceof ObjectNode only) {
                policy.putArray("Statement").add(only);
            }
            return policy;
        }
        ObjectNode policy = Json.object().put("Version", "2008-10-17").put("Id", queue.arn() + "/SQSDefaultPolicy");
        policy.putArray("Statement");
        return policy;
    }

    private static AwsException over(String message) {
        return AwsException.of("OverLimit", 403, message);
    }
}
