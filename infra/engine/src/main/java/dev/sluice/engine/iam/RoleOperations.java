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
import java.util.Locale;
import java.util.Map;
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
        operations.accept("CreateRole", this::create);
        operations.accept("GetRole", request -> Response.of(wrap(find(request))));
        operations.accept("ListRoles", this::list);
        operations.accept("DeleteRole", this::delete);
        operations.accept(
                "UpdateAssumeRolePolicy",
                request -> change(
                        request,
                        role -> with(role, document(request, "PolicyDocument"), role.inline(), role.managed())));
        operations.accept("PutRolePolicy", this::putInline);
        operations.accept("GetRolePolicy", this::getInline);
        operations.accept("DeleteRolePolicy", this::deleteInline);
        operations.accept("ListRolePolicies", this::listInline);
        operations.accept("AttachRolePolicy", this::attach);
        operations.accept("DetachRolePolicy", this::detach);
        operations.accept("ListAttachedRolePolicies", this::listAttached);
        operations.accept("TagRole", request -> Response.empty());
    }

    private Response create(Request request) {
        String name = required(request, "RoleName");
        String path = request.input().path("Path").asText("/");
        String arn = "arn:aws:iam::" + request.caller().account() + ":role" + path + name;
        if (access.roles().get(arn).isPresent()) {
            throw AwsException.of("EntityAlreadyExists", 409, "Role with name " + name + " already exists.");
        }
        String id = "AROA"
                + kernel.ids()
                        .uuid()
                        .toString()
                        .replace("-", "")
                        .substring(0, 17)
                        .toUpperCase(Locale.ROOT);
        Role role = new Role(
                arn,
                name,
                path,
                id,
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
        return access.roles().list().stream()
                .filter(role -> role.name().equals(name))
                .filter(role ->
                        role.arn().split(":", 6)[4].equals(request.caller().account()))
                .findFirst()
                .orElseThrow(() -> missing("The role with name " + name + " cannot be found."));
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
