package dev.sluice.engine.iam;

import static dev.sluice.engine.iam.IamService.required;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.iam.policy.User;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users' access keys: their ids are kept, their secrets made from the engine's master key. */
final class AccessKeyOperations {

    private static final int MOST = 2;
    private static final String ACTIVE = "Active";

    private final Kernel kernel;
    private final PolicyAccess access;
    private final UserOperations users;
    private final LocalCredentials credentials;

    AccessKeyOperations(Kernel kernel, PolicyAccess access, UserOperations users, LocalCredentials credentials) {
        this.kernel = kernel;
        this.access = access;
        this.users = users;
        this.credentials = credentials;
        credentials.users(this::owner, arn -> access.users().get(arn).isPresent());
    }

    void addTo(IamService.Operations operations) {
        operations.accept("CreateAccessKey", users::arn, this::create);
        operations.accept("ListAccessKeys", users::arn, this::list);
        operations.accept("UpdateAccessKey", users::arn, this::update);
        operations.accept("DeleteAccessKey", users::arn, this::delete);
    }

    private Optional<String> owner(String id) {
        return access.users().list().stream()
                .filter(user -> user.keys().stream()
                        .anyMatch(key -> key.active() && key.id().equals(id)))
                .map(User::arn)
                .findFirst();
    }

    private Response create(Request request) {
        User.Key key = new User.Key(
                IamIds.of(kernel, "AKIA"),
                true,
                kernel.time().now().truncatedTo(ChronoUnit.SECONDS).toString());
        users.change(request, user -> {
            if (user.keys().size() >= MOST) {
                throw AwsException.of("LimitExceeded", 409, "Cannot exceed quota for AccessKeysPerUser: " + MOST);
            }
            List<User.Key> keys = new ArrayList<>(user.keys());
            keys.add(key);
            return user.with(keys);
        });
        ObjectNode result = Json.object();
        result.putObject("AccessKey")
                .put("UserName", users.findOrSelf(request).name())
                .put("AccessKeyId", key.id())
                .put("Status", ACTIVE)
                .put("SecretAccessKey", credentials.user(key.id()).secretAccessKey())
                .put("CreateDate", key.created());
        return Response.of(result);
    }

    private Response list(Request request) {
        User user = users.findOrSelf(request);
        ObjectNode result = Json.object().put("IsTruncated", false);
        ArrayNode list = result.putArray("AccessKeyMetadata");
        user.keys()
                .forEach(key -> list.addObject()
                        .put("UserName", user.name())
                        .put("AccessKeyId", key.id())
                        .put("Status", key.active() ? ACTIVE : "Inactive")
                        .put("CreateDate", key.created()));
        return Response.of(result);
    }

    private Response update(Request request) {
        String status = required(request, "Status");
        if (!status.equals(ACTIVE) && !status.equals("Inactive")) {
            throw AwsException.of(
                    "ValidationError",
                    "1 validation error detected: Value '" + status + "' at 'status' failed to satisfy constraint:"
                            + " Member must satisfy enum value set: [Active, Inactive]");
        }
        return replace(request, key -> Optional.of(new User.Key(key.id(), status.equals(ACTIVE), key.created())));
    }

    private Response delete(Request request) {
        return replace(request, key -> Optional.empty());
    }

    private Response replace(Request request, java.util.function.Function<User.Key, Optional<User.Key>> change) {
        String id = required(request, "AccessKeyId");
        return users.change(request, user -> {
            if (user.keys().stream().noneMatch(key -> key.id().equals(id))) {
                throw IamService.missing("The Access Key with id " + id + " cannot be found.");
            }
            return user.with(user.keys().stream()
                    .flatMap(key -> (key.id().equals(id) ? change.apply(key) : Optional.of(key)).stream())
                    .toList());
        });
    }
}
