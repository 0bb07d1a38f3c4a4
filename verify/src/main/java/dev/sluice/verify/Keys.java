package dev.sluice.verify;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/** Reads keys as senders hand them out. An error never shows a key. */
final class Keys {

    private static final String SECRET = "whsec_";
    private static final String PUBLIC = "whpk_";
    private static final String PRIVATE = "whsk_";
    private static final int PUBLIC_BYTES = 32;

    /** How RFC 8410 writes an Ed25519 public key, up to the key itself. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private Keys() {}

    static Key parse(String text) {
        String key = text.strip();
        if (key.startsWith(PRIVATE)) {
            throw new IllegalArgumentException("the key is the sender's private key (" + PRIVATE
                    + "...), which no receiver may have; pass the public key, " + PUBLIC + "...");
        }
        return key.startsWith(PUBLIC)
                ? publicKey(bytes(key.substring(PUBLIC.length())))
                : shared(bytes(key.startsWith(SECRET) ? key.substring(SECRET.length()) : key));
    }

    private static Key shared(byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("the key is empty; pass the endpoint's secret, " + SECRET + "...");
        }
        return new Key.Shared(new SecretKeySpec(secret, Key.Shared.ALGORITHM));
    }

    private static Key publicKey(byte[] raw) {
        if (raw.length != PUBLIC_BYTES) {
            throw new IllegalArgumentException(
                    "the public key has " + raw.length + " bytes, but an Ed25519 public key has " + PUBLIC_BYTES
                            + "; pass it as it was handed out, " + PUBLIC + "...");
        }
        byte[] encoded = Arrays.copyOf(X509, X509.length + raw.length);
        System.arraycopy(raw, 0, encoded, X509.length, raw.length);
        try {
            return new Key.Public(
                    KeyFactory.getInstance(Key.Public.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the public key is not a key of Ed25519", e);
        }
    }

    private static byte[] bytes(String encoded) {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the key is not base64; pass it as it was handed out, " + SECRET + "... or " + PUBLIC + "...");
        }
    }
}
