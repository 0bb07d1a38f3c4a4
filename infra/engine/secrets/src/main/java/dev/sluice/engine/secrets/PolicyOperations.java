package dev.sluice.engine.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Map;

/** The resource policies of secrets. */
final class PolicyOperations {

    private static final TextConstraint POLICY = TextConstraint.length(1, 20_480);

    private final Secrets secrets;

    PolicyOperations(Secrets secrets) {
        this.secrets = secrets;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutResourcePolicy", this::put,
                "GetResourcePolicy", this::get,
                "DeleteResourcePolicy", this::delete);
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        String policy = members.required("ResourcePolicy", POLICY);
        synchronized (secrets) {
            Secret secret = Secrets.alive(secrets.named(request, members, "PutResourcePolicy"));
            JsonNode document = parse(policy);
            if (request.input().path("BlockPublicPolicy").asBoolean() && isPublic(document)) {
                throw AwsException.of(
                        "PublicPolicyException", "You can't attach a resource policy that allows broad access.");
            }
            secrets.put(secret.governed(Json.text(document), secrets.now()));
            return Response.of(names(secret));
        }
    }

    private Response get(Request request) {
        Secret secret = secrets.named(request, new Members(request.input()), "GetResourcePolicy");
        ObjectNode answer = names(secret);
        if (!secret.policy().isEmpty()) {
            answer.put("ResourcePolicy", secret.policy());
        }
        return Response.of(answer);
    }

    private Response delete(Request request) {
        synchronized (secrets) {
            Secret secret = Secrets.alive(secrets.named(request, new Members(request.input()), "DeleteResourcePolicy"));
            secrets.put(secret.governed("", secrets.now()));
            return Response.of(names(secret));
        }
    }

    private static JsonNode parse(String policy) {
        try {
            JsonNode document = Json.parse(policy);
            if (document.path("Statement").isContainerNode()) {
                return document;
            }
        } catch (JsonProcessingException e) {
            // answered below: the parser's text would quote the policy
        }
        throw AwsException.of("MalformedPolicyDocumentException", "This resource policy contains a syntax error.");
    }

    private static boolean isPublic(JsonNode document) {
        JsonNode statements = document.path("Statement");
        if (statements.isObject()) {
            return allowsAll(statements);
        }
        for (JsonNode statement : statements) {
            if (allowsAll(statement)) {
                return true;
            }
        }
        return false;
    }

    private static boolean allowsAll(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.path("Effect").asText().equals("Allow")
                && statement.path("Condition").isEmpty()
                && (principal.asText().equals("*")
                        || principal.path("AWS").asText().equals("*"));
    }

    private static ObjectNode names(Secret secret) {
        return Json.object().put("ARN", secret.arn()).put("Name", secret.name());
    }
}
