package dev.sluice.engine.kms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kms.key.Key;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.kms.key.KmsErrors;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Base64;

/** What the inputs of several operations have in common. */
final class Inputs {

    private static final TextConstraint KEY_ID = TextConstraint.length(1, 2_048);

    private Inputs() {}

    /** The key that the member {@code KeyId} names, after the caller's permission for {@code action} on it was checked. */
    static Key key(Keys keys, Request request, String action) {
        return key(keys, request, action, Context.EMPTY);
    }

    static Key key(Keys keys, Request request, String action, Context context) {
        Members members = new Members(request.input());
        String id = members.required("KeyId", KEY_ID);
        members.check();
        return keys.named(request, id, action, context);
    }

    /** A key that is usable: neither disabled nor pending deletion. */
    static Key usable(Key key) {
        if (key.pendingDeletion()) {
            throw KmsErrors.pendingDeletion(key);
        }
        if (!key.enabled()) {
            throw KmsErrors.disabled(key);
        }
        return key;
    }

    static Key alive(Key key) {
        if (key.pendingDeletion()) {
            throw KmsErrors.pendingDeletion(key);
        }
        return key;
    }

    /** A blob of 1 to {@code most} bytes, which no error shows. */
    static byte[] blob(Request request, String member, int most) {
        JsonNode given = request.input().path(member);
        String path = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        if (!given.isTextual()) {
            throw AwsException.validation("1 validation error detected: Value null at '" + path
                    + "' failed to satisfy constraint: Member must not be null");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(given.asText());
        } catch (IllegalArgumentException e) {
            throw AwsException.of("SerializationException", "Member '" + path + "' must be Base64.");
        }
        if (bytes.length < 1 || bytes.length > most) {
            throw AwsException.validation("1 validation error detected: Value at '" + path
                    + "' failed to satisfy constraint: Member must have length "
                    + (bytes.length < 1 ? "greater than or equal to 1" : "less than or equal to " + most));
        }
        return bytes;
    }

    /** Refuses what only asymmetric keys, enclaves or dry runs need. */
    static void requireSymmetric(Request request) {
        String algorithm = request.input().path("EncryptionAlgorithm").asText("SYMMETRIC_DEFAULT");
        if (!algorithm.equals("SYMMETRIC_DEFAULT")) {
            throw AwsException.of(
                    "InvalidKeyUsageException",
                    "The engine has symmetric keys only: EncryptionAlgorithm must be SYMMETRIC_DEFAULT, and is "
                            + algorithm + ".");
        }
        if (request.input().hasNonNull("Recipient")) {
            throw AwsException.of("UnsupportedOperationException", "The engine has no enclaves: leave Recipient out.");
        }
    }

    /** @throws AwsException DryRunOperationException if the request asks only whether it would succeed */
    static void endDryRun(Request request) {
        if (request.input().path("DryRun").asBoolean()) {
            throw AwsException.of(
                    "DryRunOperationException", 412, "The request would have succeeded, but the DryRun option is set.");
        }
    }
}
