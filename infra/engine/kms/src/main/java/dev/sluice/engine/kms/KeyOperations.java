package dev.sluice.engine.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kms.key.Key;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * CreateKey and its kin: the life of a key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>
 */
final class KeyOperations {

    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, 8_192);
    private static final int MOST_KEYS = 100_000;
    private static final long DAY = 86_400;
    private static final int LEAST_WINDOW = 7;
    private static final int USUAL_WINDOW = 30;
    private static final int LEAST_PERIOD = 90;
    private static final int MOST_PERIOD = 2_560;
    private static final int USUAL_PERIOD = 365;

    private final Keys keys;

    KeyOperations(Keys keys) {
        this.keys = keys;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>();
        all.put("CreateKey", this::create);
        all.put(
                "DescribeKey",
                request ->
                        Response.of(Json.object().set("KeyMetadata", view(Inputs.key(keys, request, "DescribeKey")))));
        all.put("EnableKey", request -> change(request, "EnableKey", key -> key.enabled(true)));
        all.put("DisableKey", request -> change(request, "DisableKey", key -> key.enabled(false)));
        all.put("UpdateKeyDescription", this::describe);
        all.put("ScheduleKeyDeletion", this::schedule);
        all.put("CancelKeyDeletion", this::cancel);
        all.put("EnableKeyRotation", this::rotate);
        all.put("DisableKeyRotation", request -> change(request, "DisableKeyRotation", key -> key.rotating(0)));
        all.put("GetKeyRotationStatus", this::rotation);
        return all;
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String description = members.text("Description", DESCRIPTION).orElse("");
        members.check();
        requireUsual(request.input(), "KeySpec", "SYMMETRIC_DEFAULT");
        requireUsual(request.input(), "CustomerMasterKeySpec", "SYMMETRIC_DEFAULT");
        requireUsual(request.input(), "KeyUsage", "ENCRYPT_DECRYPT");
        requireUsual(request.input(), "Origin", "AWS_KMS");
        requireUsual(request.input(), "MultiRegion", "false");
        String account = request.caller().account();
        keys.kernel().access().require(request.caller(), "kms:CreateKey", "*");
        String id = keys.kernel().ids().uuid().toString();
        String arn = keys.arn(account, id);
        String policy = request.input().hasNonNull("Policy")
                ? PolicyOperations.read(request.input().path("Policy").asText())
                : Json.text(Keys.usualPolicy(account));
        synchronized (keys) {
            if (keys.of(account).size() >= MOST_KEYS) {
                throw AwsException.of("LimitExceededException", "The account has too many keys.");
            }
            double now = keys.now();
            Key key = new Key(
                    id,
                    arn,
                    account,
                    description,
                    true,
                    policy,
                    List.of(keys.material(arn, 0)),
                    TagOperations.read(Map.of(), request.input().path("Tags")),
                    now,
                    now,
                    0,
                    0);
            keys.put(key);
            return Response.of(Json.object().set("KeyMetadata", view(key)));
        }
    }

    private static void requireUsual(ObjectNode input, String member, String usual) {
        String given = input.path(member).asText(usual);
        if (!given.equals(usual)) {
            throw AwsException.of(
                    "UnsupportedOperationException",
                    "The engine has symmetric keys of one Region only: " + member + " must be " + usual + ", and is "
                            + given + ".");
        }
    }

    private Response change(Request request, String action, UnaryOperator<Key> change) {
        synchronized (keys) {
            keys.put(change.apply(Inputs.alive(Inputs.key(keys, request, action))));
            return Response.empty();
        }
    }

    private Response describe(Request request) {
        Members members = new Members(request.input());
        String description = members.required("Description", DESCRIPTION);
        members.check();
        return change(request, "UpdateKeyDescription", key -> key.described(description));
    }

    private Response schedule(Request request) {
        int days = request.input().path("PendingWindowInDays").asInt(USUAL_WINDOW);
        if (days < LEAST_WINDOW || days > USUAL_WINDOW) {
            throw AwsException.validation("PendingWindowInDays must be between 7 and 30, and is " + days + ".");
        }
        synchronized (keys) {
            Key key = Inputs.alive(Inputs.key(keys, request, "ScheduleKeyDeletion"));
            Key going = key.deletingAt(keys.now() + days * DAY);
            keys.put(going);
            return Response.of(Json.object()
                    .put("KeyId", key.arn())
                    .put("DeletionDate", going.deletesAt())
                    .put("KeyState", going.state())
                    .put("PendingWindowInDays", days));
        }
    }

    private Response cancel(Request request) {
        synchronized (keys) {
            Key key = Inputs.key(keys, request, "CancelKeyDeletion");
            if (!key.pendingDeletion()) {
                throw AwsException.of("KMSInvalidStateException", key.arn() + " is not pending deletion.");
            }
            keys.put(key.deletingAt(0));
            return Response.of(Json.object().put("KeyId", key.arn()));
        }
    }

    private Response rotate(Request request) {
        int days = request.input().path("RotationPeriodInDays").asInt(USUAL_PERIOD);
        if (days < LEAST_PERIOD || days > MOST_PERIOD) {
            throw AwsException.validation("RotationPeriodInDays must be between 90 and 2560, and is " + days + ".");
        }
        return change(request, "EnableKeyRotation", key -> key.rotating(days));
    }

    private Response rotation(Request request) {
        Key key = Inputs.key(keys, request, "GetKeyRotationStatus", Context.EMPTY);
        ObjectNode answer = Json.object().put("KeyId", key.arn()).put("KeyRotationEnabled", key.rotationDays() > 0);
        if (key.rotationDays() > 0) {
            answer.put("RotationPeriodInDays", key.rotationDays())
                    .put("NextRotationDate", key.rotated() + (double) key.rotationDays() * DAY);
        }
        return Response.of(answer);
    }

    private static ObjectNode view(Key key) {
        ObjectNode view = Json.object()
                .put("AWSAccountId", key.account())
                .put("KeyId", key.id())
                .put("Arn", key.arn())
                .put("CreationDate", key.created())
                .put("Enabled", key.state().equals("Enabled"))
                .put("Description", key.description())
                .put("KeyUsage", "ENCRYPT_DECRYPT")
                .put("KeyState", key.state())
                .put("Origin", "AWS_KMS")
                .put("KeyManager", "CUSTOMER")
                .put("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT")
                .put("KeySpec", "SYMMETRIC_DEFAULT")
                .put("MultiRegion", false);
        view.putArray("EncryptionAlgorithms").add("SYMMETRIC_DEFAULT");
        if (key.pendingDeletion()) {
            view.put("DeletionDate", key.deletesAt());
        }
        return view;
    }
}
