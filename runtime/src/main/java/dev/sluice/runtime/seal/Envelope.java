package dev.sluice.runtime.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is stored: the version, the length of the encrypted data key, the encrypted data key, and the text encrypted with it by
 * AES-256-GCM, which also covers the context.
 *
 * @param encryptedKey only its maker can decrypt it
 * @param text with its initialization vector before and its tag behind
 */
record Envelope(byte[] encryptedKey, byte[] text) {

    static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = 1 + Short.BYTES;
    private static final String CIPHER = "AES/GCM/NoPadding";

    static Envelope of(
            byte[] plain, byte[] key, byte[] encryptedKey, Map<String, String> context, SecureRandom random) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, key, iv, plain, context);
        byte[] text = Arrays.copyOf(iv, IV_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, text, IV_BYTES, encrypted.length);
        return new Envelope(encryptedKey, text);
    }

    byte[] plain(byte[] key, Map<String, String> context) {
        return run(
                Cipher.DECRYPT_MODE,
                key,
                Arrays.copyOf(text, IV_BYTES),
                Arrays.copyOfRange(text, IV_BYTES, text.length),
                context);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + encryptedKey.length + text.length)
                .put(VERSION)
                .putShort((short) encryptedKey.length)
                .put(encryptedKey)
                .put(text)
                .array();
    }

    /** @throws IllegalStateException if it is not an envelope */
    static Envelope parse(byte[] bytes) {
        int length = bytes.length < HEAD ? 0 : ByteBuffer.wrap(bytes).getShort(1);
        int shortest = HEAD + length + IV_BYTES + TAG_BITS / Byte.SIZE;
        if (length <= 0 || bytes[0] != VERSION || bytes.length < shortest) {
            throw new IllegalStateException("what is stored is not an envelope of version " + VERSION);
        }
        return new Envelope(
                Arrays.copyOfRange(bytes, HEAD, HEAD + length), Arrays.copyOfRange(bytes, HEAD + length, bytes.length));
    }

    private static byte[] run(int mode, byte[] key, byte[] iv, byte[] input, Map<String, String> context) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            // Lengths before texts, so that no two contexts are the same bytes.
            new TreeMap<>(context).forEach((name, value) -> {
                update(cipher, name);
                update(cipher, value);
            });
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "what is stored cannot be decrypted: it was changed, or belongs elsewhere", e);
        }
    }

    private static void update(Cipher cipher, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        cipher.updateAAD(bytes);
    }
}
