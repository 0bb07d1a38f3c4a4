package dev.sluice.engine.iam;

import static dev.sluice.engine.iam.IamService.document;
import static dev.sluice.engine.iam.IamService.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Roles, their inline policies and their attached ones. */
final class RoleOperations {

    private final Kernel kernel;
    private final PolicyAccess access;

    RoleOperations(Kernel kernel, PolicyAccess access) {
        this.kernel = kernel;
        this.access = access;
    }

    void addTo(IamService.Operations operations) {
        operations.accept("CreateRole", RoleOperations::fresh, this::create);
        operations.accept("GetRole", this::arn, request -> Response.of(wrap(find(request))));
        operations.accept("ListRoles", IamService::any, this::list);
        operations.accept("DeleteRole", this::arn, this::delete);
        operations.accept(
                "UpdateAssumeRolePolicy",
                this::arn,
                request -> change(
                        request,
                        role -> with(role, document(request, "PolicyDocument"), role.inline(), role.managed())));
        operations.accept("PutRolePolicy", this::arn, this::putInline);
        operations.accept("GetRolePolicy", this::arn, this::getInline);
        operations.accept("DeleteRolePolicy", this::arn, this::deleteInline);
        operations.accept("ListRolePolicies", this::arn, this::listInline);
        operations.accept("AttachRolePolicy", this::arn, this::attach);
        operations.accept("DetachRolePolicy", this::arn, this::detach);
        operations.accept("ListAttachedRolePolicies", this::arn, this::listAttached);
        operations.accept("TagRole", this::arn, request -> Response.empty());
    }

    private static String fresh(Request request) {
        return IamService.arn(
                request,
                "role",
                IamService.path(request),
                request.input().path("RoleName").asText());
    }

    private String arn(Request request) {
        String name = request.input().path("RoleName").asText();
        return named(request, name).map(Role::arn).orElseGet(() -> IamService.arn(request, "role", "/", name));
    }

    private Response create(Request request) {
        String name = required(request, "RoleName");
        String path = IamService.path(request);
        String arn = IamService.arn(request, "role", path, name);
        if (access.roles().get(arn).isPresent()) {
            throw AwsException.of("EntityAlreadyExists", 409, "Role with name " + name + " already exists.");
        }
        Role role = new Role(
                arn,
                name,
                path,
                IamIds.of(kernel, "AROA"),
                kernel.time().now().truncatedTo(ChronoUnit.SECONDS).toString(),
                request.input().path("Description").asText(""),
                document(request, "AssumeRolePolicyDocument"),
                Map.of(),
                Map.of());
        access.roles().put(arn, role);
        return Response.of(wrap(role));
    }

    private Response list(Request request) {
        ObjectNode result = Json.object().put("IsTruncated", false);
        ArrayNode roles = result.putArray("Roles");
        access.roles().list().stream()
                .filter(role ->
                        role.arn().split(":", 6)[4].equals(request.caller().account()))
                .forEach(role -> roles.add(json(role)));
        return Response.of(result);
    }

    private Response delete(Request request) {
        access.roles().remove(find(request).arn());
        return Response.empty();
    }

    private Response putInline(Request request) {
        return change(request, role -> {
            Map<String, JsonNode> inline = new LinkedHashMap<>(role.inline());
            inline.put(required(request, "PolicyName"), document(request, "PolicyDocument"));
            return with(role, role.trust(), inline, role.managed());
        });
    }

    private Response getInline(Request request) {
        Role role = find(request);
        String name = required(request, "PolicyName");
        JsonNode document = role.inline().get(name);
        if (document == null) {
            throw missing("The role policy with name " + name + " cannot be found.");
        }
        return Response.of(Json.object()
                .put("RoleName", role.name())
                .put("PolicyName", name)
                .put("PolicyDocument", encode(document)));
    }

    private Response deleteInline(Request request) {
        return change(request, role -> {
            Map<String, JsonNode> inline = new LinkedHashMap<>(role.inline());
            if (inline.remove(required(request, "PolicyName")) == null) {
                throw missing("The role policy with name " + required(request, "PolicyName") + " cannot be found.");
            }
            return with(role, role.trust(), inline, role.managed());
        });
    }

    private Response listInline(Request request) {
        ObjectNode result = Json.object().put("IsTruncated", false);
        find(request).inline().keySet().forEach(result.putArray("PolicyNames")::add);
        return Response.of(result);
    }

    private Response attach(Request request) {
        String arn = required(request, "PolicyArn");
        Policy policy = access.policies()
                .get(arn)
                .orElseThrow(() -> missing("Policy " + arn + " does not exist or is not attachable."));
        return change(request, role -> {
            Map<String, String> managed = new LinkedHashMap<>(role.managed());
            managed.put(arn, policy.name());
            return with(role, role.trust(), role.inline(), managed);
        });
    }

    private Response detach(Request request) {
        return change(request, role -> {
            Map<String, String> managed = new LinkedHashMap<>(role.managed());
            managed.remove(required(request, "PolicyArn"));
            return with(role, role.trust(), role.inline(), managed);
        });
    }

    private Response listAttached(Request request) {
        ObjectNode result = Json.object().put("IsTruncated", false);
        ArrayNode attached = result.putArray("AttachedPolicies");
        find(request)
                .managed()
                .forEach((arn, name) ->
                        attached.addObject().put("PolicyName", name).put("PolicyArn", arn));
        return Response.of(result);
    }

    private synchronized Response change(Request request, UnaryOperator<Role> change) {
        Role role = find(request);
        access.roles().put(role.arn(), change.apply(role));
        return Response.empty();
    }

    private Role find(Request request) {
        String name = required(request, "RoleName");
        return named(request, name).orElseThrow(() -> missing("The role with name " + name + " cannot be found."));
    }

    private Optional<Role> named(Request request, String name) {
        return access.roles().list().stream()
                .filter(role -> role.name().equals(name))
                .filter(role ->
                        role.arn().split(":", 6)[4].equals(request.caller().account()))
                .findFirst();
    }

    private static AwsException missing(String message) {
        return AwsException.of("NoSuchEntity", 404, message);
    }

    private static Role with(Role role, JsonNode trust, Map<String, JsonNode> inline, Map<String, String> managed) {
        return new Role(
                role.arn(),
                role.name(),
                role.path(),
                role.id(),
                role.created(),
                role.description(),
                trust,
                inline,
                managed);
    }

    private static ObjectNode wrap(Role role) {
        return (ObjectNode) Json.object().set("Role", json(role));
    }

    private static ObjectNode json(Role role) {
        return Json.object()
                .put("Path", role.path())
                .put("RoleName", role.name())
                .put("RoleId", role.id())
                .put("Arn", role.arn())
                .put("CreateDate", role.created())
                .put("AssumeRolePolicyDocument", encode(role.trust()))
                .put("Description", role.description())
                .put("MaxSessionDuration", 3600);
    }

    /** IAM answers documents URL-encoded (RFC 3986). */
    static String encode(JsonNode document) {
        return URLEncoder.encode(Json.text(document), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
