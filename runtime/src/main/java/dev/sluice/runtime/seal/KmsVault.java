package dev.sluice.runtime.seal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Envelopes with data keys of AWS KMS, a fresh one for each that is sealed, whose encryption context is the owner's. Data keys that
 * were decrypted are remembered for a few minutes, so that an endpoint's next webhook does not wait for KMS. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html">Envelope encryption</a>
 */
public final class KmsVault implements Vault {

    private static final int REMEMBERED = 10_000;
    private static final Duration FOR = Duration.ofMinutes(5);

    private record Key(byte[] bytes, Instant until) {}

    private final KmsClient client;
    private final String keyId;
    private final InstantSource clock;
    private final SecureRandom random;

    @SuppressWarnings("serial")
    private final Map<String, Key> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Key> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param keyId id, ARN or alias of a symmetric key */
    public KmsVault(KmsClient client, String keyId, InstantSource clock, SecureRandom random) {
        this.client = client;
        this.keyId = keyId;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] plain, Map<String, String> context) {
        GenerateDataKeyResponse key = client.generateDataKey(
                request -> request.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(context));
        return Envelope.of(
                        plain,
                        key.plaintext().asByteArray(),
                        key.ciphertextBlob().asByteArray(),
                        context,
                        random)
                .bytes();
    }

    @Override
    public byte[] open(byte[] sealed, Map<String, String> context) {
        Envelope envelope = Envelope.parse(sealed);
        return envelope.plain(key(envelope.encryptedKey(), context), context);
    }

    private byte[] key(byte[] encrypted, Map<String, String> context) {
        String name = new TreeMap<>(context) + Arrays.toString(encrypted);
        Optional<byte[]> remembered = remembered(name);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        byte[] key = decrypt(encrypted, context);
        synchronized (known) {
            known.put(name, new Key(key, clock.instant().plus(FOR)));
        }
        return key;
    }

    private Optional<byte[]> remembered(String name) {
        synchronized (known) {
            @Nullable Key key = known.get(name);
            if (key != null && clock.instant().isBefore(key.until())) {
                return Optional.of(key.bytes());
            }
            known.remove(name);
            return Optional.empty();
        }
    }

    private byte[] decrypt(byte[] encrypted, Map<String, String> context) {
        try {
            return client.decrypt(request -> request.keyId(keyId)
                            .ciphertextBlob(SdkBytes.fromByteArray(encrypted))
                            .encryptionContext(context))
                    .plaintext()
                    .asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new IllegalStateException(
                    "what is stored cannot be decrypted: it was changed, or belongs elsewhere", e);
        }
    }
}
