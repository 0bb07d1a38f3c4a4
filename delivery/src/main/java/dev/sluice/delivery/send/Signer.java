package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.keys.Ed25519;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests of one endpoint as Standard Webhooks says, over id, timestamp and body: HMAC-SHA256 ({@code v1}) or Ed25519
 * ({@code v1a}), once with each key that signs, in the order of the endpoint's secrets. Thread-safe.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class Signer {

    private static final String ALGORITHM = "HmacSHA256";

    /** Signs the head and then the body. */
    private interface Scheme {
        byte[] sign(byte[] head, byte[] body);
    }

    private record Key(Secret secret, String version, Scheme scheme) {

        static Key of(Secret secret) {
            return secret.kind() == Secret.Kind.KEY_PAIR
                    ? new Key(secret, "v1a,", new Ed25519(secret.key())::sign)
                    : new Key(secret, "v1,", hmac(secret));
        }
    }

    private final List<Key> keys = new ArrayList<>();

    /** @param secrets the current one first */
    public Signer(List<Secret> secrets) {
        secrets.forEach(secret -> keys.add(Key.of(secret)));
    }

    /**
     * The value of {@code webhook-signature}.
     *
     * @param at the time of the attempt, whose seconds stand in {@code webhook-timestamp}
     */
    public synchronized String sign(String id, Instant at, byte[] body) {
        byte[] head = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        StringBuilder signatures = new StringBuilder();
        for (Key key : keys) {
            if (key.secret().signsAt(at)) {
                signatures
                        .append(signatures.length() == 0 ? "" : " ")
                        .append(key.version())
                        .append(Base64.getEncoder().encodeToString(key.scheme().sign(head, body)));
            }
        }
        return signatures.toString();
    }

    private static Scheme hmac(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return (head, body) -> {
                mac.update(head);
                return mac.doFinal(body);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
