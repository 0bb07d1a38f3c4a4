package dev.sluice.runtime.seal;

import java.security.SecureRandom;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** As much of KMS as a vault uses, in memory, for one key; counts what it is asked. */
public final class SmallKms implements KmsClient {

    private final SecureRandom random = new SecureRandom();
    private final LocalVault vault = new LocalVault(new byte[32], random);
    private int dataKeys;
    private int decrypts;

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        dataKeys++;
        byte[] key = new byte[32];
        random.nextBytes(key);
        return GenerateDataKeyResponse.builder()
                .plaintext(SdkBytes.fromByteArray(key))
                .ciphertextBlob(SdkBytes.fromByteArray(vault.seal(key, new TreeMap<>(request.encryptionContext()))))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        decrypts++;
        try {
            return DecryptResponse.builder()
                    .plaintext(SdkBytes.fromByteArray(vault.open(
                            request.ciphertextBlob().asByteArray(), new TreeMap<>(request.encryptionContext()))))
                    .build();
        } catch (IllegalStateException e) {
            throw InvalidCiphertextException.builder().message("null").build();
        }
    }

    public int dataKeys() {
        return dataKeys;
    }

    public int decrypts() {
        return decrypts;
    }

    @Override
    public String serviceName() {
        return "kms";
    }

    @Override
    public void close() {}
}
