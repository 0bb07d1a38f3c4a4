package dev.sluice.verify;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver verifies with. Thread-safe. */
sealed interface Key {

    /** The version of the signatures that it verifies. */
    String version();

    boolean verifies(byte[] signature, byte[] head, byte[] body);

    /** A secret that sender and receiver share: HMAC-SHA256. */
    record Shared(SecretKeySpec secret) implements Key {

        static final String ALGORITHM = "HmacSHA256";

        @Override
        public String version() {
            return "v1";
        }

        @Override
        public boolean verifies(byte[] signature, byte[] head, byte[] body) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(secret);
                mac.update(head);
                return MessageDigest.isEqual(mac.doFinal(body), signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
            }
        }
    }

    /** The public half of the sender's key pair: Ed25519. */
    record Public(PublicKey key) implements Key {

        static final String ALGORITHM = "Ed25519";
        private static final int SIGNATURE_BYTES = 64;

        @Override
        public String version() {
            return "v1a";
        }

        @Override
        public boolean verifies(byte[] signature, byte[] head, byte[] body) {
            if (signature.length != SIGNATURE_BYTES) {
                return false;
            }
            Signature verifier;
            try {
                verifier = Signature.getInstance(ALGORITHM);
                verifier.initVerify(key);
                verifier.update(head);
                verifier.update(body);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
            }
            try {
                return verifier.verify(signature);
            } catch (GeneralSecurityException e) {
                // Bytes that are not a point of the curve are not a signature.
                return false;
            }
        }
    }
}
