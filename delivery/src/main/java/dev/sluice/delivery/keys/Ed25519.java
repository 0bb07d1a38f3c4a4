package dev.sluice.delivery.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * A key pair of Ed25519, made from its seed. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>
 */
public final class Ed25519 {

    /** Bytes of a seed, which is the private key, and of a public key. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "Ed25519";

    private final Signature signature;

    /** @throws IllegalArgumentException if the seed has another length */
    public Ed25519(byte[] seed) {
        checked(seed);
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            this.signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The signature over the parts, one after the other. */
    public byte[] sign(byte[]... parts) {
        try {
            for (byte[] part : parts) {
                signature.update(part);
            }
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The public key that belongs to a seed. */
    public static byte[] publicKey(byte[] seed) {
        checked(seed);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            // The JDK derives a public key in its generator only, whose one draw of randomness is the seed.
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static void checked(byte[] seed) {
        if (seed.length != BYTES) {
            throw new IllegalArgumentException("a private key of Ed25519 has " + BYTES + " bytes, not " + seed.length);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException cause) {
        return new IllegalStateException("this JVM cannot sign with " + ALGORITHM, cause);
    }

    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
