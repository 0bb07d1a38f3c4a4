package dev.sluice.delivery.endpoint;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A signing secret: 24 to 64 random bytes. It never shows itself in a text but where it is asked for.
 *
 * @param validUntil when it stops signing; empty for the current one
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public record Secret(byte[] key, Optional<Instant> validUntil) {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    public Secret {
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException("a secret has " + SHORTEST + " to " + LONGEST + " bytes");
        }
        key = key.clone();
    }

    /** Reads {@code whsec_} and base64. */
    public static Secret parse(String text, Optional<Instant> validUntil) {
        String encoded = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return new Secret(Base64.getDecoder().decode(encoded), validUntil);
    }

    /** {@code whsec_} and base64, as the tenant gets it once. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    public boolean signsAt(Instant time) {
        return validUntil.isEmpty() || time.isBefore(validUntil.get());
    }

    public Secret until(Instant end) {
        return new Secret(key, Optional.of(end));
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Arrays.equals(key, secret.key) && validUntil.equals(secret.validUntil);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
