package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CreateSecret and its kin: the life of a secret. */
final class SecretOperations {

    private static final int NAME = 512;
    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, 2_048);
    private static final TextConstraint KEY = TextConstraint.length(0, 2_048);
    private static final int MOST_SECRETS = 500_000;
    private static final long DAY = 86_400;
    private static final int LEAST_DAYS = 7;
    private static final int MOST_DAYS = 30;

    private final Secrets secrets;

    SecretOperations(Secrets secrets) {
        this.secrets = secrets;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateSecret", this::create,
                "UpdateSecret", this::update,
                "DescribeSecret", this::describe,
                "DeleteSecret", this::delete,
                "RestoreSecret", this::restore);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", TextConstraint.length(1, NAME));
        String description = members.text("Description", DESCRIPTION).orElse("");
        String key = members.text("KmsKeyId", KEY).orElse("");
        members.check();
        Secrets.checkName(name);
        String account = request.caller().account();
        Secret fresh = fresh(request, name, description, key);
        secrets.allow(request, "CreateSecret", fresh.arn());
        Optional<Value> value = Value.of(request.input());
        synchronized (secrets) {
            refuseTaken(request, name, value);
            if (secrets.of(account).size() >= MOST_SECRETS) {
                throw AwsException.of("LimitExceededException", "The account has too many secrets.");
            }
            Secret secret = value.map(given -> given.in(secrets, fresh, List.of(Version.CURRENT)))
                    .orElse(fresh);
            secrets.put(secret);
            return Response.of(answer(secret, value));
        }
    }

    private Secret fresh(Request request, String name, String description, String key) {
        String owner = request.caller().kind() == Caller.Kind.INTERNAL
                ? request.input().path("OwningService").asText("")
                : "";
        double now = secrets.now();
        String account = request.caller().account();
        return new Secret(
                secrets.newArn(account, name),
                account,
                name,
                description,
                key,
                owner,
                List.of(),
                TagOperations.read(Map.of(), request.input().path("Tags")),
                "",
                now,
                now,
                0,
                0,
                0);
    }

    private void refuseTaken(Request request, String name, Optional<Value> value) {
        Optional<Secret> taken = secrets.find(request.caller(), name);
        if (taken.isEmpty()) {
            return;
        }
        if (taken.get().isDeleted()) {
            throw AwsException.of(
                    "InvalidRequestException",
                    "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }
        throw AwsException.of(
                "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
    }

    private Response update(Request request) {
        Members members = new Members(request.input());
        Optional<String> description = members.text("Description", DESCRIPTION);
        Optional<String> key = members.text("KmsKeyId", KEY);
        Optional<Value> value = Value.of(request.input());
        synchronized (secrets) {
            Secret secret = Secrets.own(request, Secrets.alive(secrets.named(request, members, "UpdateSecret")));
            Secret changed = secret.described(
                    description.orElse(secret.description()), key.orElse(secret.kmsKey()), secrets.now());
            Secret stored = value.map(given -> given.in(secrets, changed, List.of(Version.CURRENT)))
                    .orElse(changed);
            secrets.put(stored);
            return Response.of(answer(stored, value));
        }
    }

    private Response describe(Request request) {
        return Response.of(Views.described(secrets.named(request, new Members(request.input()), "DescribeSecret")));
    }

    private Response delete(Request request) {
        Members members = new Members(request.input());
        boolean force = request.input().path("ForceDeleteWithoutRecovery").asBoolean();
        boolean window = members.has("RecoveryWindowInDays");
        int days = request.input().path("RecoveryWindowInDays").asInt(MOST_DAYS);
        if (force && window) {
            throw AwsException.of(
                    "InvalidParameterException",
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (days < LEAST_DAYS || days > MOST_DAYS) {
            throw AwsException.of(
                    "InvalidParameterException",
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        synchronized (secrets) {
            String id = members.required("SecretId", Secrets.ID);
            members.check();
            if (force && secrets.find(request.caller(), id).isEmpty()) {
                return gone(request, id);
            }
            Secret secret = Secrets.own(request, secrets.named(request, members, "DeleteSecret"));
            double now = secrets.now();
            double goesAt = force ? now : now + days * DAY;
            if (force) {
                secrets.remove(secret);
            } else {
                secrets.put(Secrets.alive(secret).deleted(now, goesAt));
            }
            return Response.of(Json.object()
                    .put("ARN", secret.arn())
                    .put("Name", secret.name())
                    .put("DeletionDate", goesAt));
        }
    }

    /** A deletion without recovery of what is not there succeeds, so that it can be repeated. */
    private Response gone(Request request, String id) {
        String arn =
                id.startsWith("arn:") ? id : secrets.newArn(request.caller().account(), id);
        secrets.allow(request, "DeleteSecret", arn);
        return Response.of(Json.object().put("ARN", arn).put("Name", id).put("DeletionDate", secrets.now()));
    }

    private Response restore(Request request) {
        synchronized (secrets) {
            Secret secret = Secrets.own(request, secrets.named(request, new Members(request.input()), "RestoreSecret"));
            secrets.put(secret.deleted(0, 0));
            return Response.of(Json.object().put("ARN", secret.arn()).put("Name", secret.name()));
        }
    }

    private static ObjectNode answer(Secret secret, Optional<Value> value) {
        ObjectNode answer = Json.object().put("ARN", secret.arn()).put("Name", secret.name());
        value.flatMap(given -> secret.staged(Version.CURRENT))
                .ifPresent(version -> answer.put("VersionId", version.id()));
        return answer;
    }
}
