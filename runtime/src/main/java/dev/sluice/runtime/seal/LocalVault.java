package dev.sluice.runtime.seal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;

/** Envelopes whose data keys are encrypted with one key in memory, for where there is no KMS. Thread-safe. */
public final class LocalVault implements Vault {

    private static final Map<String, String> DATA_KEY = Map.of("purpose", "data key");

    /** Stands where a data key's own encrypted key would. */
    private static final byte[] ROOT = {0};

    private final byte[] key;
    private final SecureRandom random;

    /** @param key 32 bytes */
    public LocalVault(byte[] key, SecureRandom random) {
        if (key.length != Envelope.KEY_BYTES) {
            throw new IllegalArgumentException("a vault's key has " + Envelope.KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = key.clone();
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] plain, Map<String, String> context) {
        byte[] dataKey = new byte[Envelope.KEY_BYTES];
        random.nextBytes(dataKey);
        byte[] encrypted = Envelope.of(dataKey, key, ROOT, DATA_KEY, random).bytes();
        return Envelope.of(plain, dataKey, encrypted, context, random).bytes();
    }

    @Override
    public byte[] open(byte[] sealed, Map<String, String> context) {
        Envelope envelope = Envelope.parse(sealed);
        Envelope dataKey = Envelope.parse(envelope.encryptedKey());
        if (!Arrays.equals(dataKey.encryptedKey(), ROOT)) {
            throw new IllegalStateException("what is stored was sealed by another kind of vault");
        }
        return envelope.plain(dataKey.plain(key, DATA_KEY), context);
    }
}
