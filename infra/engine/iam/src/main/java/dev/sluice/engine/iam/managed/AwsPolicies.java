package dev.sluice.engine.iam.managed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The policies that AWS manages, as far as the engine has them: those of functions' roles, which nearly every CDK stack attaches.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
public final class AwsPolicies {

    private static final String PREFIX = "arn:aws:iam::aws:policy/";
    private static final Map<String, JsonNode> DOCUMENTS = read();

    private AwsPolicies() {}

    /** The document of the policy with this ARN. */
    public static Optional<JsonNode> document(String arn) {
        return Optional.ofNullable(DOCUMENTS.get(arn));
    }

    /** What to add to an error that says there is no such policy; empty for a customer managed policy. */
    public static String hint(String arn) {
        return arn.startsWith(PREFIX)
                ? " Of the policies that AWS manages the engine has "
                        + String.join(
                                ", ",
                                DOCUMENTS.keySet().stream()
                                        .map(one -> one.substring(PREFIX.length()))
                                        .toList())
                        + "; put the statements that are needed into a policy of your own."
                : "";
    }

    private static Map<String, JsonNode> read() {
        try (InputStream in = AwsPolicies.class.getResourceAsStream("policies.json")) {
            if (in == null) {
                throw new IllegalStateException("the engine lacks policies.json");
            }
            Map<String, JsonNode> documents = new LinkedHashMap<>();
            Json.parseTrusted(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .properties()
                    .forEach(policy -> documents.put(
                            PREFIX + policy.getKey(),
                            Json.object().put("Version", "2012-10-17").set("Statement", policy.getValue())));
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
