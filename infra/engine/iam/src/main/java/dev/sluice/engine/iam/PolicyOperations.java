package dev.sluice.engine.iam;

import static dev.sluice.engine.iam.IamService.document;
import static dev.sluice.engine.iam.IamService.required;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.iam.policy.Policy;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.time.temporal.ChronoUnit;

/** Customer-managed policies, each with one version. */
final class PolicyOperations {

    private static final String VERSION = "v1";

    private final Kernel kernel;
    private final PolicyAccess access;

    PolicyOperations(Kernel kernel, PolicyAccess access) {
        this.kernel = kernel;
        this.access = access;
    }

    void addTo(IamService.Operations operations) {
        operations.accept("CreatePolicy", PolicyOperations::fresh, this::create);
        operations.accept(
                "GetPolicy", request -> required(request, "PolicyArn"), request -> Response.of(wrap(find(request))));
        operations.accept("GetPolicyVersion", request -> required(request, "PolicyArn"), this::version);
        operations.accept("ListPolicies", IamService::any, this::list);
        operations.accept("DeletePolicy", request -> required(request, "PolicyArn"), this::delete);
    }

    private static String fresh(Request request) {
        return IamService.arn(
                request,
                "policy",
                IamService.path(request),
                request.input().path("PolicyName").asText());
    }

    private Response create(Request request) {
        String name = required(request, "PolicyName");
        String path = IamService.path(request);
        String arn = IamService.arn(request, "policy", path, name);
        if (access.policies().get(arn).isPresent()) {
            throw AwsException.of(
                    "EntityAlreadyExists",
                    409,
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        Policy policy = new Policy(
                arn,
                name,
                path,
                IamIds.of(kernel, "ANPA"),
                kernel.time().now().truncatedTo(ChronoUnit.SECONDS).toString(),
                document(request, "PolicyDocument"));
        access.policies().put(arn, policy);
        return Response.of(wrap(policy));
    }

    private Response version(Request request) {
        Policy policy = find(request);
        ObjectNode result = Json.object();
        result.putObject("PolicyVersion")
                .put("Document", IamService.encode(policy.document()))
                .put("VersionId", VERSION)
                .put("IsDefaultVersion", true)
                .put("CreateDate", policy.created());
        return Response.of(result);
    }

    private Response list(Request request) {
        ObjectNode result = Json.object().put("IsTruncated", false);
        ArrayNode policies = result.putArray("Policies");
        access.policies().list().stream()
                .filter(policy ->
                        policy.arn().split(":", 6)[4].equals(request.caller().account()))
                .forEach(policy -> policies.add(json(policy)));
        return Response.of(result);
    }

    private Response delete(Request request) {
        Policy policy = find(request);
        if (access.policies().get(policy.arn()).isEmpty()) {
            throw AwsException.of("AccessDenied", 403, "A policy that AWS manages cannot be deleted.");
        }
        boolean attached =
                access.roles().list().stream().anyMatch(role -> role.managed().containsKey(policy.arn()))
                        || access.users().list().stream()
                                .anyMatch(user -> user.managed().containsKey(policy.arn()));
        if (attached) {
            throw AwsException.of("DeleteConflict", 409, "Cannot delete a policy attached to entities.");
        }
        access.policies().remove(policy.arn());
        return Response.empty();
    }

    private Policy find(Request request) {
        String arn = required(request, "PolicyArn");
        return access.policy(arn)
                .orElseThrow(() -> AwsException.of("NoSuchEntity", 404, "Policy " + arn + " was not found."));
    }

    private static ObjectNode wrap(Policy policy) {
        return (ObjectNode) Json.object().set("Policy", json(policy));
    }

    private static ObjectNode json(Policy policy) {
        return Json.object()
                .put("PolicyName", policy.name())
                .put("PolicyId", policy.id())
                .put("Arn", policy.arn())
                .put("Path", policy.path())
                .put("DefaultVersionId", VERSION)
                .put("IsAttachable", true)
                .put("CreateDate", policy.created())
                .put("UpdateDate", policy.created());
    }
}
