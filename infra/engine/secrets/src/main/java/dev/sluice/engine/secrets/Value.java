package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A value that a request brings.
 *
 * @param token the id that the version is to have; empty for a new one
 */
record Value(boolean binary, String value, String token) {

    private static final int MOST_BYTES = 65_536;
    private static final int TOKEN_LEAST = 32;
    private static final int TOKEN_MOST = 64;

    /** The value of a request, if it has one. */
    static Optional<Value> of(ObjectNode input) {
        JsonNode text = input.path("SecretString");
        JsonNode bytes = input.path("SecretBinary");
        String token = input.path("ClientRequestToken").asText("");
        if (text.isTextual() && bytes.isTextual()) {
            throw AwsException.of("InvalidParameterException", "You can't specify both SecretString and SecretBinary.");
        }
        if (!token.isEmpty() && (token.length() < TOKEN_LEAST || token.length() > TOKEN_MOST)) {
            throw AwsException.of("InvalidParameterException", "ClientRequestToken must be 32-64 characters long.");
        }
        if (!text.isTextual() && !bytes.isTextual()) {
            return Optional.empty();
        }
        String value = text.isTextual() ? text.asText() : bytes.asText();
        if (size(value, bytes.isTextual()) > MOST_BYTES) {
            throw AwsException.of("InvalidParameterException", "A secret value can have at most 65536 bytes.");
        }
        return Optional.of(new Value(bytes.isTextual(), value, token));
    }

    private static int size(String value, boolean binary) {
        try {
            return binary ? Base64.getDecoder().decode(value).length : value.getBytes(StandardCharsets.UTF_8).length;
        } catch (IllegalArgumentException e) {
            throw AwsException.of("InvalidParameterException", "SecretBinary is not Base64.");
        }
    }

    /**
     * The secret with this value as a version under these labels. The same token with the same value changes nothing, so
     * that a request can be repeated.
     */
    Secret in(Secrets secrets, Secret secret, List<String> stages) {
        Optional<Version> taken = secret.version(token);
        if (taken.isPresent()) {
            if (taken.get().binary() == binary
                    && secrets.open(secret, taken.get()).equals(value)) {
                return secret;
            }
            throw AwsException.of(
                    "ResourceExistsException",
                    "You can't use ClientRequestToken " + token
                            + " because that value is already in use for a version of secret " + secret.arn() + ".");
        }
        String id = token.isEmpty() ? secrets.uuid() : token;
        double now = secrets.now();
        return secret.plus(new Version(id, binary, secrets.seal(secret, id, value), stages, now), now);
    }
}
