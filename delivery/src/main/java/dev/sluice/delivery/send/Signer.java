package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests of one endpoint as Standard Webhooks says, scheme {@code v1}: HMAC-SHA256 over id, timestamp and body, once
 * with each secret that signs. Thread-safe.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class Signer {

    private static final String ALGORITHM = "HmacSHA256";

    private record Key(Secret secret, Mac mac) {}

    private final List<Key> keys = new ArrayList<>();

    public Signer(List<Secret> secrets) {
        secrets.forEach(secret -> keys.add(new Key(secret, mac(secret))));
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
                key.mac().update(head);
                signatures
                        .append(signatures.length() == 0 ? "v1," : " v1,")
                        .append(Base64.getEncoder().encodeToString(key.mac().doFinal(body)));
            }
        }
        return signatures.toString();
    }

    private static Mac mac(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
