package dev.sluice.delivery.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeMap;

/**
 * Public keys as a JSON Web Key Set. A key's {@code kid} is its thumbprint, so that it is the same wherever the key is listed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037">RFC 8037</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7638">RFC 7638</a>
 */
public final class Jwks {

    private Jwks() {}

    /** @param publicKeys of Ed25519, 32 bytes each; the same key twice is listed once */
    public static ObjectNode of(Collection<byte[]> publicKeys) {
        TreeMap<String, ObjectNode> keys = new TreeMap<>();
        for (byte[] key : publicKeys) {
            String x = text(key);
            String kid = kid(key);
            keys.put(
                    kid,
                    Json.object()
                            .put("kty", "OKP")
                            .put("crv", "Ed25519")
                            .put("x", x)
                            .put("kid", kid)
                            .put("use", "sig")
                            .put("alg", "EdDSA"));
        }
        ObjectNode set = Json.object();
        ArrayNode list = set.putArray("keys");
        keys.values().forEach(list::add);
        return set;
    }

    /** The thumbprint of a public key. */
    public static String kid(byte[] publicKey) {
        // The required members in the order of their names, as the RFC says.
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + text(publicKey) + "\"}";
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
