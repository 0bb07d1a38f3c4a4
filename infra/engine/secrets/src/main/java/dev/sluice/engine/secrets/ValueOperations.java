package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.store.StoreBusyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GetSecretValue and its kin: the values of secrets and their labels. */
final class ValueOperations {

    private static final Logger LOG = LoggerFactory.getLogger(ValueOperations.class);
    private static final TextConstraint STAGE = TextConstraint.length(1, 256);
    private static final TextConstraint VERSION = TextConstraint.length(32, 64);
    private static final int MOST_STAGES = 20;
    private static final int MOST_IDS = 20;
    private static final long DAY = 86_400;

    private final Secrets secrets;

    ValueOperations(Secrets secrets) {
        this.secrets = secrets;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetSecretValue", this::value,
                "BatchGetSecretValue", this::values,
                "PutSecretValue", this::put,
                "ListSecretVersionIds", this::versions,
                "UpdateSecretVersionStage", this::move);
    }

    private Response value(Request request) {
        Members members = new Members(request.input());
        String id = members.required("SecretId", Secrets.ID);
        Optional<String> version = members.text("VersionId", VERSION);
        Optional<String> stage = members.text("VersionStage", STAGE);
        members.check();
        return Response.of(read(request, id, version, stage));
    }

    private ObjectNode read(Request request, String id, Optional<String> versionId, Optional<String> stage) {
        Map<String, String> context =
                versionId.isPresent() ? Map.of() : Map.of("secretsmanager:VersionStage", stage.orElse(Version.CURRENT));
        Secret secret = secrets.named(request, id, "GetSecretValue", context);
        if (secret.isDeleted()) {
            throw AwsException.of(
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        if (versionId.isPresent()
                && stage.isPresent()
                && secret.version(versionId.get())
                        .filter(found -> !found.stages().contains(stage.get()))
                        .isPresent()) {
            throw AwsException.of(
                    "InvalidRequestException",
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        Version version = versionId
                .flatMap(secret::version)
                .or(() -> versionId.isPresent() ? Optional.empty() : secret.staged(stage.orElse(Version.CURRENT)))
                .orElseThrow(() -> AwsException.of(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret value for "
                                + versionId
                                        .map(wanted -> "VersionId: " + wanted)
                                        .orElse("staging label: " + stage.orElse(Version.CURRENT))));
        accessed(secret);
        return view(secret, version);
    }

    /** A value is read even while the disk takes no data; the date is then that of a later read. */
    private void accessed(Secret secret) {
        double day = Math.floor(secrets.now() / DAY) * DAY;
        if (secret.accessed() < day) {
            try {
                synchronized (secrets) {
                    secrets.of(secret.account()).stream()
                            .filter(now -> now.arn().equals(secret.arn()))
                            .findFirst()
                            .ifPresent(now -> secrets.put(now.read(day)));
                }
            } catch (StoreBusyException e) {
                LOG.debug("the last access of {} is not recorded", secret.arn(), e);
            }
        }
    }

    private ObjectNode view(Secret secret, Version version) {
        ObjectNode view = Json.object()
                .put("ARN", secret.arn())
                .put("Name", secret.name())
                .put("VersionId", version.id())
                .put(version.binary() ? "SecretBinary" : "SecretString", secrets.open(secret, version));
        ArrayNode stages = view.putArray("VersionStages");
        version.stages().forEach(stages::add);
        return view.put("CreatedDate", version.created());
    }

    private Response values(Request request) {
        JsonNode ids = request.input().path("SecretIdList");
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST_IDS) {
            throw AwsException.of(
                    "InvalidParameterException", "SecretIdList must name 1 to 20 secrets; filters are not supported.");
        }
        secrets.allow(request, "BatchGetSecretValue", "*");
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("SecretValues");
        ArrayNode errors = answer.putArray("Errors");
        for (JsonNode id : ids) {
            try {
                found.add(read(request, id.asText(), Optional.empty(), Optional.empty()));
            } catch (AwsException e) {
                errors.addObject()
                        .put("SecretId", id.asText())
                        .put("ErrorCode", e.code())
                        .put("Message", e.message());
            }
        }
        return Response.of(answer);
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        List<String> stages = members.texts("VersionStages", STAGE);
        members.check();
        Value value = Value.of(request.input())
                .orElseThrow(() -> AwsException.of(
                        "InvalidParameterException", "You must provide either SecretString or SecretBinary."));
        if (stages.size() > MOST_STAGES) {
            throw AwsException.of("LimitExceededException", "A version can have at most 20 staging labels.");
        }
        synchronized (secrets) {
            Secret secret = Secrets.own(request, Secrets.alive(secrets.named(request, members, "PutSecretValue")));
            List<String> labels = stages.isEmpty() ? List.of(Version.CURRENT) : stages;
            Secret changed = value.in(secrets, secret, labels);
            secrets.put(changed);
            Version version = changed.version(value.token())
                    .orElseGet(() -> changed.versions().get(changed.versions().size() - 1));
            ObjectNode answer = Json.object()
                    .put("ARN", changed.arn())
                    .put("Name", changed.name())
                    .put("VersionId", version.id());
            ArrayNode list = answer.putArray("VersionStages");
            version.stages().forEach(list::add);
            return Response.of(answer);
        }
    }

    private Response versions(Request request) {
        Secret secret = secrets.named(request, new Members(request.input()), "ListSecretVersionIds");
        boolean deprecated = request.input().path("IncludeDeprecated").asBoolean();
        ObjectNode answer = Json.object().put("ARN", secret.arn()).put("Name", secret.name());
        ArrayNode list = answer.putArray("Versions");
        for (Version version : secret.versions()) {
            if (deprecated || !version.stages().isEmpty()) {
                ObjectNode view = list.addObject().put("VersionId", version.id());
                ArrayNode stages = view.putArray("VersionStages");
                version.stages().forEach(stages::add);
                view.putArray("KmsKeyIds").add(secret.kmsKey().isEmpty() ? "DefaultEncryptionKey" : secret.kmsKey());
                view.put("CreatedDate", version.created());
                if (secret.accessed() > 0) {
                    view.put("LastAccessedDate", secret.accessed());
                }
            }
        }
        return Response.of(answer);
    }

    private Response move(Request request) {
        Members members = new Members(request.input());
        String stage = members.required("VersionStage", STAGE);
        Optional<String> to = members.text("MoveToVersionId", VERSION);
        Optional<String> from = members.text("RemoveFromVersionId", VERSION);
        synchronized (secrets) {
            Secret secret =
                    Secrets.own(request, Secrets.alive(secrets.named(request, members, "UpdateSecretVersionStage")));
            Optional<String> holder = secret.staged(stage).map(Version::id);
            if (to.isPresent() && secret.version(to.get()).isEmpty()) {
                throw AwsException.of(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret value for VersionId: " + to.get());
            }
            if (holder.isPresent() && !holder.equals(to) && !holder.equals(from)) {
                throw AwsException.of(
                        "InvalidParameterException",
                        "The parameter RemoveFromVersionId can't be empty. Staging label " + stage
                                + " is currently attached to version " + holder.get()
                                + ", so you must explicitly reference that version in RemoveFromVersionId.");
            }
            if (to.isEmpty() && stage.equals(Version.CURRENT)) {
                throw AwsException.of(
                        "InvalidParameterException",
                        "You can only move staging label AWSCURRENT to a different secret version. It can't be"
                                + " completely removed.");
            }
            secrets.put(to.map(id -> secret.label(stage, id, secrets.now()))
                    .orElseGet(() -> secret.unlabel(stage, secrets.now())));
            return Response.of(Json.object().put("ARN", secret.arn()).put("Name", secret.name()));
        }
    }
}
