package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.store.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All secrets. Changes are made under its lock. Thread-safe. */
final class Secrets {

    static final TextConstraint ID = TextConstraint.length(1, 2_048);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]+");
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:(.*)");
    private static final int SUFFIX = 7;
    private static final int ARN_PARTS = 7;

    private final Kernel kernel;
    private final Vault vault;
    private final Documents<Secret> documents;

    Secrets(Kernel kernel, Vault vault) {
        this.kernel = kernel;
        this.vault = vault;
        this.documents = new Documents<>(kernel.store(), "secretsmanager.secret", Secret.class);
        kernel.access().resourcePolicies("secretsmanager", this::policy);
    }

    /** The secret that {@code SecretId} names, after the caller's permission for {@code action} on it was checked. */
    Secret named(Request request, Members members, String action) {
        String id = members.required("SecretId", ID);
        members.check();
        return named(request, id, action, Map.of());
    }

    Secret named(Request request, String id, String action, Map<String, String> context) {
        Optional<Secret> found = find(request.caller(), id);
        String arn = found.map(Secret::arn)
                .orElseGet(() -> id.startsWith("arn:")
                        ? id
                        : kernel.arn("secretsmanager", request.caller().account(), "secret:" + id));
        kernel.access().require(request.caller(), "secretsmanager:" + action, arn, context);
        return found.orElseThrow(
                () -> AwsException.of("ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
    }

    /** Refuses what is marked for deletion. */
    static Secret alive(Secret secret) {
        if (secret.isDeleted()) {
            throw AwsException.of(
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    /** Refuses what a service manages for the account: only that service may change it. */
    static Secret own(Request request, Secret secret) {
        if (!secret.owner().isEmpty() && request.caller().kind() != Caller.Kind.INTERNAL) {
            throw AwsException.of(
                    "InvalidRequestException",
                    "You can't change this secret because the service " + secret.owner() + " manages it.");
        }
        return secret;
    }

    /** @throws AwsException ValidationException, in AWS's words, if no secret can have this name */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw AwsException.validation(
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any"
                            + " of the following: -/_+=.@!");
        }
    }

    /**
     * Finds by name, by ARN, or by ARN without its random suffix.
     *
     * @throws AwsException ValidationException if it is none of these
     */
    Optional<Secret> find(Caller caller, String id) {
        Matcher arn = ARN.matcher(id);
        checkName(arn.matches() ? arn.group(1) : id);
        if (!arn.matches()) {
            return existing(caller.account() + "/" + id);
        }
        String[] parts = id.split(":", ARN_PARTS);
        String rest = parts[ARN_PARTS - 1];
        Optional<Secret> whole = rest.length() > SUFFIX
                ? existing(parts[4] + "/" + rest.substring(0, rest.length() - SUFFIX))
                        .filter(secret -> secret.arn().equals(id))
                : Optional.empty();
        return whole.or(() -> existing(parts[4] + "/" + rest));
    }

    private Optional<Secret> existing(String key) {
        Optional<Secret> found = documents.get(key);
        if (found.isPresent() && found.get().isDeleted() && found.get().deletesAt() <= now()) {
            documents.remove(key);
            return Optional.empty();
        }
        return found;
    }

    List<Secret> of(String account) {
        return documents.list().stream()
                .filter(secret -> secret.account().equals(account))
                .flatMap(secret -> existing(key(secret)).stream())
                .toList();
    }

    void put(Secret secret) {
        documents.put(key(secret), secret);
    }

    void remove(Secret secret) {
        documents.remove(key(secret));
    }

    String seal(Secret secret, String versionId, String value) {
        return vault.seal(value, secret.arn() + "/" + versionId);
    }

    String open(Secret secret, Version version) {
        return vault.open(version.sealed(), secret.arn() + "/" + version.id());
    }

    double now() {
        return kernel.time().now().toEpochMilli() / 1000d;
    }

    Instant instant() {
        return kernel.time().now();
    }

    String uuid() {
        return kernel.ids().uuid().toString();
    }

    String newArn(String account, String name) {
        long bits = kernel.ids().uuid().getMostSignificantBits();
        StringBuilder suffix = new StringBuilder("-");
        for (int i = 0; i < SUFFIX - 1; i++) {
            suffix.append(
                    Passwords.ALPHANUMERIC.charAt((int) ((bits >>> (i * 8)) & 0xff) % Passwords.ALPHANUMERIC.length()));
        }
        return kernel.arn("secretsmanager", account, "secret:" + name + suffix);
    }

    void allow(Request request, String action, String arn) {
        kernel.access().require(request.caller(), "secretsmanager:" + action, arn);
    }

    private Optional<JsonNode> policy(String arn) {
        return find(Caller.root(""), arn)
                .map(Secret::policy)
                .filter(policy -> !policy.isEmpty())
                .map(Json::parseTrusted);
    }

    private static String key(Secret secret) {
        return secret.account() + "/" + secret.name();
    }
}
