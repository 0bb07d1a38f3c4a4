package dev.sluice.engine.cfn.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys of one's own for what other services keep. The engine encrypts that with no key of KMS, so a deploy may fail at a key or a
 * key policy that the engine never asks. Keys that AWS manages ({@code alias/aws/sqs}) are in every account.
 */
public final class KmsKeys {

    private static final Set<String> NAMES = Set.of(
            "KmsKeyIdentifier",
            "KmsKeyId",
            "KmsKeyArn",
            "KmsMasterKeyId",
            "KMSMasterKeyId",
            "KMSKeyArn",
            "SourceKMSKeyArn");

    /** Of the types in the engine, only DynamoDB's tables and functions name a key below the top: one level down. */
    private static final int DEEPEST = 2;

    private KmsKeys() {}

    /** One line for each property that names a key of one's own, beginning with its JSON pointer. */
    public static List<String> problems(JsonNode properties, String pointer) {
        List<String> found = new ArrayList<>();
        look(properties, pointer, DEEPEST, found);
        return found;
    }

    private static void look(JsonNode node, String pointer, int levels, List<String> found) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String at = pointer + "/" + member.getKey();
            JsonNode value = member.getValue();
            if (NAMES.contains(member.getKey()) && value.isTextual() && !known(value.asText())) {
                found.add(at + " names the key " + value.asText()
                        + ", and the engine does not use keys of KMS for what services keep: leave the property out (under a"
                        + " condition, if a deploy needs it), or name a key that AWS manages, such as alias/aws/sqs");
            } else if (levels > 1 && value.isObject()) {
                look(value, at, levels - 1, found);
            }
        }
    }

    private static boolean known(String key) {
        return key.isEmpty() || key.startsWith("alias/aws/") || key.matches("arn:[^:]*:kms:[^:]*:[^:]*:alias/aws/.*");
    }
}
