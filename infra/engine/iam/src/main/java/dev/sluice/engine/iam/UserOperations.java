package dev.sluice.engine.iam;

import static dev.sluice.engine.iam.IamService.missing;
import static dev.sluice.engine.iam.IamService.required;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.iam.policy.User;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Users, their inline policies and their attached ones. */
final class UserOperations implements IdentityPolicies.Keeper<User> {

    private static final String NAME = "[\\w+=,.@-]{1,64}";

    private final Kernel kernel;
    private final PolicyAccess access;

    UserOperations(Kernel kernel, PolicyAccess access) {
        this.kernel = kernel;
        this.access = access;
    }

    void addTo(IamService.Operations operations) {
        operations.accept("CreateUser", UserOperations::fresh, this::create);
        operations.accept("GetUser", this::arn, request -> Response.of(wrap(findOrSelf(request))));
        operations.accept("ListUsers", IamService::any, this::list);
        operations.accept("DeleteUser", this::arn, this::delete);
        new IdentityPolicies<>("User", access, this).addTo(operations);
        operations.accept("TagUser", this::arn, request -> {
            find(request);
            return Response.empty();
        });
    }

    private static String fresh(Request request) {
        return IamService.arn(
                request,
                "user",
                IamService.path(request),
                request.input().path("UserName").asText());
    }

    /** Of the user that the request names, or who makes it. */
    @Override
    public String arn(Request request) {
        String name = name(request);
        return named(request, name).map(User::arn).orElseGet(() -> IamService.arn(request, "user", "/", name));
    }

    private synchronized Response create(Request request) {
        String name = required(request, "UserName");
        if (!name.matches(NAME)) {
            throw AwsException.of(
                    "ValidationError",
                    "The specified value for userName is invalid. It must contain only alphanumeric"
                            + " characters and/or the following: +=,.@_-");
        }
        String path = IamService.path(request);
        if (named(request, name).isPresent()) {
            throw AwsException.of("EntityAlreadyExists", 409, "User with name " + name + " already exists.");
        }
        User user = new User(
                IamService.arn(request, "user", path, name),
                name,
                path,
                IamIds.of(kernel, "AIDA"),
                kernel.time().now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Map.of(),
                Map.of(),
                List.of());
        access.users().put(user.arn(), user);
        return Response.of(wrap(user));
    }

    private Response list(Request request) {
        ObjectNode result = Json.object().put("IsTruncated", false);
        ArrayNode users = result.putArray("Users");
        access.users().list().stream()
                .filter(user -> user.account().equals(request.caller().account()))
                .forEach(user -> users.add(json(user)));
        return Response.of(result);
    }

    private synchronized Response delete(Request request) {
        User user = find(request);
        if (!user.keys().isEmpty()) {
            throw conflict("Cannot delete entity, must delete access keys first.");
        } else if (!user.inline().isEmpty()) {
            throw conflict("Cannot delete entity, must delete policies first.");
        } else if (!user.managed().isEmpty()) {
            throw conflict("Cannot delete entity, must detach all policies first.");
        }
        access.users().remove(user.arn());
        return Response.empty();
    }

    private static AwsException conflict(String message) {
        return AwsException.of("DeleteConflict", 409, message);
    }

    @Override
    public synchronized Response change(Request request, UnaryOperator<User> change) {
        User user = findOrSelf(request);
        access.users().put(user.arn(), change.apply(user));
        return Response.empty();
    }

    @Override
    public User find(Request request) {
        required(request, "UserName");
        return findOrSelf(request);
    }

    /** The user that the request names, or who makes it. */
    User findOrSelf(Request request) {
        String name = name(request);
        if (name.isEmpty()) {
            throw AwsException.of("ValidationError", "Must specify userName when calling with non-User credentials");
        }
        return named(request, name).orElseThrow(() -> missing("The user with name " + name + " cannot be found."));
    }

    private static String name(Request request) {
        String self = request.caller().context().getOrDefault("aws:username", "");
        return request.input().path("UserName").asText(self);
    }

    private Optional<User> named(Request request, String name) {
        return access.users().list().stream()
                .filter(user -> user.name().equals(name)
                        && user.account().equals(request.caller().account()))
                .findFirst();
    }

    private static ObjectNode wrap(User user) {
        return (ObjectNode) Json.object().set("User", json(user));
    }

    private static ObjectNode json(User user) {
        return Json.object()
                .put("Path", user.path())
                .put("UserName", user.name())
                .put("UserId", user.id())
                .put("Arn", user.arn())
                .put("CreateDate", user.created());
    }
}
