package dev.sluice.engine.kms.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a ciphertext is bound to. It is not secret, and its order does not count.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption context</a>
 */
public record EncryptionContext(SortedMap<String, String> pairs) {

    private static final int MOST_BYTES = 8_192;

    public static EncryptionContext of(ObjectNode input) {
        JsonNode given = input.path("EncryptionContext");
        if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
            throw AwsException.of("SerializationException", "Member 'encryptionContext' must be a map of strings.");
        }
        TreeMap<String, String> pairs = new TreeMap<>();
        int bytes = 0;
        for (Map.Entry<String, JsonNode> pair : given.properties()) {
            if (!pair.getValue().isTextual()) {
                throw AwsException.of("SerializationException", "Member 'encryptionContext' must be a map of strings.");
            }
            String value = pair.getValue().asText();
            bytes += pair.getKey().getBytes(StandardCharsets.UTF_8).length
                    + value.getBytes(StandardCharsets.UTF_8).length;
            pairs.put(pair.getKey(), value);
        }
        if (bytes > MOST_BYTES) {
            throw AwsException.validation("EncryptionContext must not be longer than " + MOST_BYTES + " bytes.");
        }
        return new EncryptionContext(pairs);
    }

    /** Bytes that no other context has: each text comes after its length. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pairs.forEach((key, value) -> List.of(key, value).forEach(text -> {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            bytes.writeBytes(utf8);
        }));
        return bytes.toByteArray();
    }

    /**
     * What policies may ask of it.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">KMS condition keys</a>
     */
    public Context conditions() {
        Map<String, String> single = new HashMap<>();
        pairs.forEach((key, value) -> single.put("kms:EncryptionContext:" + key, value));
        return Context.of(single).with("kms:EncryptionContextKeys", List.copyOf(pairs.keySet()));
    }
}
