package dev.sluice.engine.iam.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.files.KeyFile;
import dev.sluice.engine.iam.policy.SessionPolicies;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The credentials of this engine. All are made from one random master key in the data folder, so that none need be stored:
 * who may read that file may act as anybody here. Thread-safe.
 */
public final class LocalCredentials {

    /**
     * What a client signs with.
     *
     * @param sessionToken empty for the long-lived credentials of an account
     */
    public record Keys(String accessKeyId, String secretAccessKey, String sessionToken) {}

    /** A principal whose signature is to be checked with {@code secret}. */
    public record Known(Caller caller, String secret, Instant expires) {}

    private static final String ROOT_PREFIX = "AKSL";
    private static final String SESSION_PREFIX = "ASSL";

    private final byte[] master;
    private volatile Function<String, Optional<String>> keys = id -> Optional.empty();
    private volatile Predicate<String> users = arn -> false;

    private LocalCredentials(byte[] master) {
        this.master = master;
    }

    /** Those of a data folder that an engine starts on; makes its master key if there is none. */
    public static LocalCredentials in(Path data) {
        return new LocalCredentials(KeyFile.MASTER.in(data));
    }

    /**
     * Those of a data folder that an engine has run on.
     *
     * @throws IllegalStateException if the master key is missing or damaged
     */
    public static LocalCredentials of(Path data) {
        return new LocalCredentials(KeyFile.MASTER.of(data));
    }

    /** The root user of an account. */
    public Keys root(String account) {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("an account has 12 digits, and this is " + account);
        }
        String id = ROOT_PREFIX + account;
        return new Keys(id, secret(id), "");
    }

    /**
     * Adds IAM's users.
     *
     * @param ofKey maps the id of an access key that may be used to its user's ARN
     * @param exist whether there is a user of this ARN
     */
    public void users(Function<String, Optional<String>> ofKey, Predicate<String> exist) {
        keys = ofKey;
        users = exist;
    }

    /** What a user signs with who has this access key. */
    public Keys user(String accessKeyId) {
        return new Keys(accessKeyId, secret(accessKeyId), "");
    }

    /** A session of a role. */
    public Keys session(String roleArn, String session, Instant expires) {
        return session(roleArn, session, expires, "");
    }

    /** @param policies {@link SessionPolicies#text} */
    public Keys session(String roleArn, String session, Instant expires, String policies) {
        ObjectNode claims =
                Json.object().put("role", roleArn).put("session", session).put("expires", expires.getEpochSecond());
        return session(policies.isEmpty() ? claims : claims.put("policies", policies));
    }

    /** A session of a user. */
    public Keys userSession(String userArn, Instant expires) {
        return session(Json.object().put("user", userArn).put("expires", expires.getEpochSecond()));
    }

    /** A session of the root user, without a role. */
    public Keys rootSession(String account, Instant expires) {
        return session(Json.object().put("account", account).put("expires", expires.getEpochSecond()));
    }

    private Keys session(ObjectNode claims) {
        String body = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.text(claims).getBytes(StandardCharsets.UTF_8));
        String token = body + "." + tag(body);
        return new Keys(sessionId(token), secret(token), token);
    }

    /** Who signs with this access key id and session token, if this engine gave them out. */
    public Optional<Known> find(String accessKeyId, String token) {
        if (token.isEmpty()) {
            Instant never = Instant.MAX;
            return accessKeyId.matches(ROOT_PREFIX + "\\d{12}")
                    ? Optional.of(new Known(
                            Caller.root(accessKeyId.substring(ROOT_PREFIX.length())), secret(accessKeyId), never))
                    : keys.apply(accessKeyId).map(arn -> new Known(Caller.user(arn), secret(accessKeyId), never));
        }
        int dot = token.indexOf('.');
        if (dot < 0
                || !same(tag(token.substring(0, dot)), token.substring(dot + 1))
                || !sessionId(token).equals(accessKeyId)) {
            return Optional.empty();
        }
        var claims = Json.parseTrusted(
                new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8));
        Instant expires = Instant.ofEpochSecond(claims.path("expires").asLong());
        return caller(claims).map(caller -> new Known(caller, secret(token), expires));
    }

    /** Empty if the user is gone. */
    private Optional<Caller> caller(JsonNode claims) {
        if (claims.has("account")) {
            return Optional.of(Caller.root(claims.path("account").asText()));
        }
        if (claims.has("user")) {
            return Optional.of(claims.path("user").asText()).filter(users).map(Caller::user);
        }
        Caller role =
                Caller.role(claims.path("role").asText(), claims.path("session").asText());
        return Optional.of(
                claims.has("policies")
                        ? role.with(Map.of(
                                SessionPolicies.KEY, claims.path("policies").asText()))
                        : role);
    }

    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String sessionId(String token) {
        return SESSION_PREFIX
                + Hashes.hex(Hashes.hmac(master, "id:" + token))
                        .substring(0, 16)
                        .toUpperCase(Locale.ROOT);
    }

    private String tag(String body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.hmac(master, "token:" + body));
    }

    private String secret(String of) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Hashes.hmac(master, "secret:" + of))
                .substring(0, 40);
    }
}
