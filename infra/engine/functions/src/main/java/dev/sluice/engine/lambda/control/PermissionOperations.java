package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Resource policies, each of a function, a version or an alias.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">Resource-based policies</a>
 */
public final class PermissionOperations {

    private static final Pattern SID = Pattern.compile("[a-zA-Z0-9-_]{1,100}");
    private static final Pattern ACTION = Pattern.compile("lambda:[*]|lambda:[a-zA-Z]+|[*]");

    private final Requests requests;

    public PermissionOperations(Requests requests) {
        this.requests = requests;
    }

    public Map<String, Operation> operations() {
        return Map.of("AddPermission", this::add, "RemovePermission", this::remove, "GetPolicy", this::get);
    }

    private Response add(Request request) {
        FunctionRef ref = requests.ref(request);
        requests.allowed(request, "AddPermission", ref);
        if (ref.qualifier().equals(FunctionRef.LATEST)) {
            throw LambdaErrors.invalid("We currently do not support adding policies for $LATEST.");
        }
        ObjectNode statement = statement(request, ref);
        requests.functions().change(ref, function -> {
            requireRevision(request, function, ref);
            ObjectNode policy = policy(function, ref).deepCopy();
            ArrayNode statements = (ArrayNode) policy.get("Statement");
            statements.forEach(old -> {
                if (old.path("Sid").equals(statement.path("Sid"))) {
                    throw LambdaErrors.conflict(
                            "The statement id (" + statement.path("Sid").asText()
                                    + ") provided already exists. Please provide a new statement id, or remove the existing statement.");
                }
            });
            statements.add(statement);
            int size = Json.text(policy).getBytes(StandardCharsets.UTF_8).length;
            if (size > LambdaLimits.POLICY) {
                throw AwsException.of(
                        "PolicyLengthExceededException",
                        "The final policy size (" + size + ") is bigger than the limit (" + LambdaLimits.POLICY + ").");
            }
            return function.withPolicies(policies -> policies.put(ref.qualifier(), policy));
        });
        return Response.of(Json.object().put("Statement", Json.text(statement)));
    }

    private static ObjectNode statement(Request request, FunctionRef ref) {
        String sid = matching(Requests.required(request, "StatementId"), "statementId", SID);
        String action = matching(Requests.required(request, "Action"), "action", ACTION);
        String principal = Requests.required(request, "Principal");
        ObjectNode statement = Json.object().put("Sid", sid).put("Effect", "Allow");
        if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else if (principal.matches("\\d{12}")) {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        } else if (principal.startsWith("arn:")) {
            statement.putObject("Principal").put("AWS", principal);
        } else if (principal.matches("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?")) {
            statement.putObject("Principal").put("Service", principal);
        } else {
            throw LambdaErrors.invalid("The provided principal was invalid. Please check the principal and try again.");
        }
        statement.put("Action", action).put("Resource", ref.qualifiedArn());
        condition(statement, "StringEquals", "AWS:SourceAccount", request, "SourceAccount");
        condition(statement, "ArnLike", "AWS:SourceArn", request, "SourceArn");
        condition(statement, "StringEquals", "aws:PrincipalOrgID", request, "PrincipalOrgID");
        return statement;
    }

    private static void condition(ObjectNode statement, String operator, String key, Request request, String member) {
        Requests.text(request, member).ifPresent(value -> {
            ObjectNode condition = statement.withObjectProperty("Condition");
            condition.withObjectProperty(operator).put(key, value);
        });
    }

    private static String matching(String text, String member, Pattern pattern) {
        if (!pattern.matcher(text).matches()) {
            throw LambdaErrors.validation(
                    text, member, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
        return text;
    }

    private Response remove(Request request) {
        FunctionRef ref = requests.ref(request);
        requests.allowed(request, "RemovePermission", ref);
        String sid = Requests.required(request, "StatementId");
        requests.functions().change(ref, function -> {
            requireRevision(request, function, ref);
            ObjectNode policy = policy(function, ref).deepCopy();
            ArrayNode statements = (ArrayNode) policy.get("Statement");
            for (int i = 0; i < statements.size(); i++) {
                if (statements.path(i).path("Sid").asText().equals(sid)) {
                    statements.remove(i);
                    return function.withPolicies(policies -> {
                        if (statements.isEmpty()) {
                            policies.remove(ref.qualifier());
                        } else {
                            policies.put(ref.qualifier(), policy);
                        }
                    });
                }
            }
            throw LambdaErrors.notFound("Statement " + sid + " is not found in resource policy.");
        });
        return Response.empty();
    }

    private Response get(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction function = requests.allowed(request, "GetPolicy", ref);
        if (!function.policies().containsKey(ref.qualifier())) {
            throw LambdaErrors.notFound("The resource you requested does not exist.");
        }
        return Response.of(Json.object()
                .put("Policy", Json.text(policy(function, ref)))
                .put("RevisionId", function.latest().revision()));
    }

    private static void requireRevision(Request request, LambdaFunction function, FunctionRef ref) {
        var alias = function.aliases().get(ref.qualifier());
        Requests.requireRevision(request, alias == null ? function.latest().revision() : alias.revision());
    }

    private static JsonNode policy(LambdaFunction function, FunctionRef ref) {
        JsonNode present = function.policies().get(ref.qualifier());
        if (present != null) {
            return present;
        }
        ObjectNode policy = Json.object().put("Version", "2012-10-17").put("Id", "default");
        policy.putArray("Statement");
        return policy;
    }
}
