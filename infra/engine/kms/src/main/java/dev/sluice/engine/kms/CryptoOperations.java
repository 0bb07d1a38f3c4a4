package dev.sluice.engine.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kms.key.Ciphertext;
import dev.sluice.engine.kms.key.EncryptionContext;
import dev.sluice.engine.kms.key.Key;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.kms.key.KmsErrors;
import dev.sluice.engine.request.Json;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What keys are for.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html">Encrypt</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html">GenerateDataKey</a>
 */
final class CryptoOperations {

    private static final int MOST_PLAINTEXT = 4_096;
    private static final int MOST_CIPHERTEXT = 6_144;
    private static final int MOST_DATA_KEY = 1_024;
    private static final int AES_256 = 32;
    private static final int AES_128 = 16;

    private final Keys keys;

    CryptoOperations(Keys keys) {
        this.keys = keys;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "Encrypt",
                this::encrypt,
                "Decrypt",
                this::decrypt,
                "GenerateDataKey",
                request -> dataKey(request, "GenerateDataKey", true),
                "GenerateDataKeyWithoutPlaintext",
                request -> dataKey(request, "GenerateDataKeyWithoutPlaintext", false));
    }

    private Response encrypt(Request request) {
        Inputs.requireSymmetric(request);
        byte[] text = Inputs.blob(request, "Plaintext", MOST_PLAINTEXT);
        EncryptionContext context = EncryptionContext.of(request.input());
        Key key = Inputs.usable(Inputs.key(keys, request, "Encrypt", context.conditions()));
        Inputs.endDryRun(request);
        return Response.of(Json.object()
                .put("CiphertextBlob", sealed(key, text, context))
                .put("KeyId", key.arn())
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT"));
    }

    private String sealed(Key key, byte[] text, EncryptionContext context) {
        Key current = keys.rotated(key);
        int material = current.materials().size() - 1;
        return base64(Ciphertext.seal(current.id(), material, keys.open(current, material), text, context)
                .blob());
    }

    private Response decrypt(Request request) {
        Inputs.requireSymmetric(request);
        byte[] blob = Inputs.blob(request, "CiphertextBlob", MOST_CIPHERTEXT);
        EncryptionContext context = EncryptionContext.of(request.input());
        Optional<Key> wanted = request.input().hasNonNull("KeyId")
                ? Optional.of(Inputs.key(keys, request, "Decrypt", context.conditions()))
                : Optional.empty();
        Ciphertext ciphertext = Ciphertext.read(blob).orElseThrow(KmsErrors::invalidCiphertext);
        if (wanted.filter(key -> !key.id().equals(ciphertext.keyId())).isPresent()) {
            throw AwsException.of(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        Key key = Inputs.usable(wanted.orElseGet(() -> ofCiphertext(request, ciphertext, context)));
        if (ciphertext.material() < 0
                || ciphertext.material() >= key.materials().size()) {
            throw KmsErrors.invalidCiphertext();
        }
        byte[] text = ciphertext
                .open(keys.open(key, ciphertext.material()), context)
                .orElseThrow(KmsErrors::invalidCiphertext);
        Inputs.endDryRun(request);
        return Response.of(Json.object()
                .put("Plaintext", base64(text))
                .put("KeyId", key.arn())
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT"));
    }

    /** Whether the key is missing or the caller's policies do not allow it, the answer is the same. */
    private Key ofCiphertext(Request request, Ciphertext ciphertext, EncryptionContext context) {
        Key key = keys.existing(ciphertext.keyId()).orElseThrow(KmsErrors::deniedCiphertext);
        try {
            keys.allow(request.caller(), "Decrypt", key, context.conditions());
        } catch (AwsException e) {
            throw key.account().equals(request.caller().account()) ? e : KmsErrors.deniedCiphertext();
        }
        return key;
    }

    private Response dataKey(Request request, String action, boolean plain) {
        int bytes = size(request.input());
        EncryptionContext context = EncryptionContext.of(request.input());
        Inputs.requireSymmetric(request);
        Key key = Inputs.usable(Inputs.key(keys, request, action, context.conditions()));
        Inputs.endDryRun(request);
        byte[] fresh = keys.random(bytes);
        ObjectNode answer =
                Json.object().put("CiphertextBlob", sealed(key, fresh, context)).put("KeyId", key.arn());
        return Response.of(plain ? answer.put("Plaintext", base64(fresh)) : answer);
    }

    private static int size(ObjectNode input) {
        boolean spec = input.hasNonNull("KeySpec");
        if (spec == input.hasNonNull("NumberOfBytes")) {
            throw AwsException.validation("Please specify either number of bytes or key spec.");
        }
        if (!spec) {
            int bytes = input.path("NumberOfBytes").asInt();
            if (bytes < 1 || bytes > MOST_DATA_KEY) {
                throw AwsException.validation("1 validation error detected: Value '" + bytes
                        + "' at 'numberOfBytes' failed to satisfy constraint: Member must have value between 1 and "
                        + MOST_DATA_KEY);
            }
            return bytes;
        }
        String name = input.path("KeySpec").asText();
        return switch (name) {
            case "AES_256" -> AES_256;
            case "AES_128" -> AES_128;
            default ->
                throw AwsException.validation("1 validation error detected: Value '" + name
                        + "' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: [AES_256,"
                        + " AES_128]");
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
