package dev.sluice.engine.iam;

import static dev.sluice.engine.iam.IamService.document;
import static dev.sluice.engine.iam.IamService.missing;
import static dev.sluice.engine.iam.IamService.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.iam.managed.AwsPolicies;
import dev.sluice.engine.iam.policy.Identity;
import dev.sluice.engine.iam.policy.Policy;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The inline and attached policies of roles or of users, whose operations differ in their names only. */
final class IdentityPolicies<T extends Identity<T>> {

    /** Where roles or users are kept. */
    interface Keeper<T> {

        /** The ARN of the one that the request names. */
        String arn(Request request);

        /** @throws AwsException NoSuchEntity */
        T find(Request request);

        /** Changes the one that the request names, no other change between. */
        Response change(Request request, UnaryOperator<T> change);
    }

    private final String kind;
    private final PolicyAccess access;
    private final Keeper<T> keeper;

    /** @param kind {@code Role} or {@code User} */
    IdentityPolicies(String kind, PolicyAccess access, Keeper<T> keeper) {
        this.kind = kind;
        this.access = access;
        this.keeper = keeper;
    }

    void addTo(IamService.Operations operations) {
        Function<Request, String> arn = keeper::arn;
        operations.accept("Put" + kind + "Policy", arn, this::putInline);
        operations.accept("Get" + kind + "Policy", arn, this::getInline);
        operations.accept("Delete" + kind + "Policy", arn, this::deleteInline);
        operations.accept("List" + kind + "Policies", arn, this::listInline);
        operations.accept("Attach" + kind + "Policy", arn, this::attach);
        operations.accept("Detach" + kind + "Policy", arn, this::detach);
        operations.accept("ListAttached" + kind + "Policies", arn, this::listAttached);
    }

    private Response putInline(Request request) {
        return keeper.change(request, one -> {
            Map<String, JsonNode> inline = new LinkedHashMap<>(one.inline());
            inline.put(required(request, "PolicyName"), document(request, "PolicyDocument"));
            return one.with(inline, one.managed());
        });
    }

    private Response getInline(Request request) {
        T one = keeper.find(request);
        String name = required(request, "PolicyName");
        JsonNode document = one.inline().get(name);
        if (document == null) {
            throw noPolicy(name);
        }
        return Response.of(Json.object()
                .put(kind + "Name", one.name())
                .put("PolicyName", name)
                .put("PolicyDocument", IamService.encode(document)));
    }

    private Response deleteInline(Request request) {
        String name = required(request, "PolicyName");
        return keeper.change(request, one -> {
            Map<String, JsonNode> inline = new LinkedHashMap<>(one.inline());
            if (inline.remove(name) == null) {
                throw noPolicy(name);
            }
            return one.with(inline, one.managed());
        });
    }

    private AwsException noPolicy(String name) {
        return missing("The " + kind.toLowerCase(Locale.ROOT) + " policy with name " + name + " cannot be found.");
    }

    private Response listInline(Request request) {
        ObjectNode result = Json.object().put("IsTruncated", false);
        keeper.find(request).inline().keySet().forEach(result.putArray("PolicyNames")::add);
        return Response.of(result);
    }

    private Response attach(Request request) {
        String arn = required(request, "PolicyArn");
        Policy policy = access.policy(arn)
                .orElseThrow(() ->
                        missing("Policy " + arn + " does not exist or is not attachable." + AwsPolicies.hint(arn)));
        return keeper.change(request, one -> {
            Map<String, String> managed = new LinkedHashMap<>(one.managed());
            managed.put(arn, policy.name());
            return one.with(one.inline(), managed);
        });
    }

    private Response detach(Request request) {
        String arn = required(request, "PolicyArn");
        return keeper.change(request, one -> {
            Map<String, String> managed = new LinkedHashMap<>(one.managed());
            if (managed.remove(arn) == null) {
                throw missing("Policy " + arn + " was not found.");
            }
            return one.with(one.inline(), managed);
        });
    }

    private Response listAttached(Request request) {
        ObjectNode result = Json.object().put("IsTruncated", false);
        ArrayNode attached = result.putArray("AttachedPolicies");
        keeper.find(request)
                .managed()
                .forEach((arn, name) ->
                        attached.addObject().put("PolicyName", name).put("PolicyArn", arn));
        return Response.of(result);
    }
}
