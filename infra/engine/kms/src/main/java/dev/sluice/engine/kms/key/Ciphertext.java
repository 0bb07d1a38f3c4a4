package dev.sluice.engine.kms.key;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A blob that only its key opens: a format byte, the key's id, the number of the material, a nonce, and what AES-256-GCM made
 * of the text. All that stands before the nonce is authenticated, and so is the encryption context.
 *
 * @param material which of the key's materials encrypted it, from 0
 */
public record Ciphertext(String keyId, int material, byte[] nonce, byte[] sealed) {

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Ciphertext seal(String keyId, int material, byte[] key, byte[] text, EncryptionContext context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            return new Ciphertext(
                    keyId,
                    material,
                    nonce,
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, header(keyId, material), context)
                            .doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not encrypt", e);
        }
    }

    /** Empty if it is not one of this engine's. */
    public static Optional<Ciphertext> read(byte[] blob) {
        ByteBuffer bytes = ByteBuffer.wrap(blob);
        try {
            if (bytes.get() != FORMAT) {
                return Optional.empty();
            }
            String keyId = new UUID(bytes.getLong(), bytes.getLong()).toString();
            int material = bytes.getInt();
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] sealed = new byte[bytes.remaining()];
            bytes.get(sealed);
            return Optional.of(new Ciphertext(keyId, material, nonce, sealed));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    public byte[] blob() {
        return ByteBuffer.allocate(HEADER_BYTES + nonce.length + sealed.length)
                .put(header(keyId, material))
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Empty if it is damaged, or bound to another context. */
    public Optional<byte[]> open(byte[] key, EncryptionContext context) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, header(keyId, material), context)
                    .doFinal(sealed));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] header(String keyId, int material) {
        UUID id = UUID.fromString(keyId);
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(FORMAT)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(material)
                .array();
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header, EncryptionContext context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(context.bytes());
        return cipher;
    }
}
