package dev.sluice.engine.iam;

import static dev.sluice.engine.iam.IamService.document;
import static dev.sluice.engine.iam.IamService.missing;
import static dev.sluice.engine.iam.IamService.required;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.iam.policy.Role;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Roles, their inline policies and their attached ones. */
final class RoleOperations implements IdentityPolicies.Keeper<Role> {

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
                request -> change(request, role -> role.with(document(request, "PolicyDocument"))));
        new IdentityPolicies<>("Role", access, this).addTo(operations);
        operations.accept("TagRole", this::arn, request -> {
            find(request);
            return Response.empty();
        });
    }

    private static String fresh(Request request) {
        return IamService.arn(
                request,
                "role",
                IamService.path(request),
                request.input().path("RoleName").asText());
    }

    @Override
    public String arn(Request request) {
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

    @Override
    public synchronized Response change(Request request, UnaryOperator<Role> change) {
        Role role = find(request);
        access.roles().put(role.arn(), change.apply(role));
        return Response.empty();
    }

    @Override
    public Role find(Request request) {
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
                .put("AssumeRolePolicyDocument", IamService.encode(role.trust()))
                .put("Description", role.description())
                .put("MaxSessionDuration", 3600);
    }
}
