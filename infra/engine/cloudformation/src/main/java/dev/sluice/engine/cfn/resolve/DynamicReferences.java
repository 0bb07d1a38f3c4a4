package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.cfn.template.Secrets;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code {{resolve:service:...}}} by the value that the service holds.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic references</a>
 */
public final class DynamicReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([a-z-]+):([^{}]+)}}");
    private static final int ARN_PARTS = 7;

    private final Kernel kernel;
    private final Secrets secrets;

    public DynamicReferences(Kernel kernel, Secrets secrets) {
        this.kernel = kernel;
        this.secrets = secrets;
    }

    public JsonNode resolve(JsonNode node, String pointer) {
        if (node.isTextual() && node.asText().contains("{{resolve:")) {
            return TextNode.valueOf(text(node.asText(), pointer));
        }
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> member.setValue(resolve(member.getValue(), pointer + "/" + member.getKey())));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, resolve(array.get(i), pointer + "/" + i));
            }
        }
        return node;
    }

    private String text(String text, String pointer) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String value = value(matcher.group(1), matcher.group(2), pointer);
            secrets.add(value);
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(out).toString();
    }

    private String value(String service, String reference, String pointer) {
        try {
            switch (service) {
                case "secretsmanager":
                    return secret(reference, pointer);
                case "ssm":
                case "ssm-secure":
                    return parameter(reference);
                default:
                    throw new TemplateException(pointer, "refers dynamically to the unknown service " + service);
            }
        } catch (AwsException e) {
            throw new TemplateException(
                    pointer, "refers to " + service + ":" + reference + ": " + e.code() + ": " + e.message());
        }
    }

    private String parameter(String reference) {
        ObjectNode input = Json.object().put("Name", reference).put("WithDecryption", true);
        return call("ssm", "GetParameter", input)
                .path("Parameter")
                .path("Value")
                .asText();
    }

    /** {@code secret-id:SecretString:json-key:version-stage:version-id}; a secret-id may be an ARN, with colons of its own. */
    private String secret(String reference, String pointer) {
        List<String> parts = Arrays.asList(reference.split(":", -1));
        int idParts = Math.min(reference.startsWith("arn:") ? ARN_PARTS : 1, parts.size());
        ObjectNode input = Json.object().put("SecretId", String.join(":", parts.subList(0, idParts)));
        List<String> rest = parts.subList(idParts, parts.size());
        put(input, "VersionStage", part(rest, 2));
        put(input, "VersionId", part(rest, 3));
        String secret = call("secretsmanager", "GetSecretValue", input)
                .path("SecretString")
                .asText();
        String key = part(rest, 1);
        return key.isEmpty() ? secret : member(secret, key, reference, pointer);
    }

    private static String member(String secret, String key, String reference, String pointer) {
        try {
            JsonNode value = Json.parse(secret).path(key);
            if (value.isValueNode()) {
                return value.asText();
            }
        } catch (JsonProcessingException e) {
            // The secret itself must not appear, and the exception would quote it.
            throw new TemplateException(pointer, "refers to " + reference + ", which is not JSON");
        }
        throw new TemplateException(pointer, "refers to " + reference + ", which has no member " + key);
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    private static void put(ObjectNode input, String member, String value) {
        if (!value.isEmpty()) {
            input.put(member, value);
        }
    }

    private JsonNode call(String service, String operation, ObjectNode input) {
        return kernel.aws().call(Caller.internal(kernel.account()), service, operation, input);
    }
}
