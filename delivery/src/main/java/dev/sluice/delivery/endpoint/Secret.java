package dev.sluice.delivery.endpoint;

import dev.sluice.delivery.keys.Ed25519;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What an endpoint's webhooks are signed with. It never shows itself in a text but where it is asked for.
 *
 * @param key a shared secret of 24 to 64 random bytes, or the private key of a pair
 * @param validUntil when it stops signing; empty for the current one
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public record Secret(Kind kind, byte[] key, Optional<Instant> validUntil) {

    /** Who has the key. */
    public enum Kind {
        /** Sender and receiver: HMAC-SHA256, scheme {@code v1}. */
        SHARED,
        /** The sender alone, and the receiver has the public key: Ed25519, scheme {@code v1a}. */
        KEY_PAIR
    }

    private static final String SHARED = "whsec_";
    private static final String PRIVATE = "whsk_";
    private static final String PUBLIC = "whpk_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    public Secret {
        if (kind == Kind.SHARED && (key.length < SHORTEST || key.length > LONGEST)) {
            throw new IllegalArgumentException("a secret has " + SHORTEST + " to " + LONGEST + " bytes");
        } else if (kind == Kind.KEY_PAIR && key.length != Ed25519.BYTES) {
            throw new IllegalArgumentException("a private key has " + Ed25519.BYTES + " bytes");
        }
        key = key.clone();
    }

    /** A shared secret. */
    public Secret(byte[] key, Optional<Instant> validUntil) {
        this(Kind.SHARED, key, validUntil);
    }

    /**
     * Reads {@code whsec_} and base64, or {@code whsk_} and the base64 of a private key that its public key may follow.
     *
     * @throws IllegalArgumentException if it is neither, naming what is wrong but not the secret
     */
    public static Secret parse(String text, Optional<Instant> validUntil) {
        return text.startsWith(PRIVATE)
                ? keyPair(bytes(text.substring(PRIVATE.length())), validUntil)
                : new Secret(bytes(text.startsWith(SHARED) ? text.substring(SHARED.length()) : text), validUntil);
    }

    private static Secret keyPair(byte[] bytes, Optional<Instant> validUntil) {
        if (bytes.length != Ed25519.BYTES && bytes.length != 2 * Ed25519.BYTES) {
            throw new IllegalArgumentException(
                    "a private key has " + Ed25519.BYTES + " bytes, or " + 2 * Ed25519.BYTES + " with its public key");
        }
        Secret secret = new Secret(Kind.KEY_PAIR, Arrays.copyOf(bytes, Ed25519.BYTES), validUntil);
        if (bytes.length > Ed25519.BYTES && !Arrays.equals(bytes, secret.pair())) {
            throw new IllegalArgumentException("the public key does not belong to the private key");
        }
        return secret;
    }

    private static byte[] bytes(String encoded) {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            // The decoder's own message quotes a character of it.
            throw new IllegalArgumentException("a secret is base64 after " + SHARED + " or " + PRIVATE);
        }
    }

    /** The whole secret as text: what is stored, and what {@link #parse} reads. */
    public String reveal() {
        return kind == Kind.SHARED ? SHARED + encoded(key) : PRIVATE + encoded(pair());
    }

    /** What the receiver verifies with: {@code whsec_} and the shared secret, or {@code whpk_} and the public key. */
    public String verifier() {
        return kind == Kind.SHARED ? reveal() : PUBLIC + encoded(publicKey().orElseThrow());
    }

    /** The 32 bytes of the public key, if there is one. */
    public Optional<byte[]> publicKey() {
        return kind == Kind.KEY_PAIR ? Optional.of(Ed25519.publicKey(key)) : Optional.empty();
    }

    public boolean signsAt(Instant time) {
        return validUntil.isEmpty() || time.isBefore(validUntil.get());
    }

    public Secret until(Instant end) {
        return new Secret(kind, key, Optional.of(end));
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    private byte[] pair() {
        byte[] pair = Arrays.copyOf(key, 2 * Ed25519.BYTES);
        System.arraycopy(Ed25519.publicKey(key), 0, pair, Ed25519.BYTES, Ed25519.BYTES);
        return pair;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && kind == secret.kind
                && Arrays.equals(key, secret.key)
                && validUntil.equals(secret.validUntil);
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
